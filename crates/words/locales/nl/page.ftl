# De pagina: wat op elke pagina staat.
