# De pagina: voor jou, beginnen, logboek.
