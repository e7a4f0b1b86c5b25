# De pagina: doelen, besluiten, stemmen.
