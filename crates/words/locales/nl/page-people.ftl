# De pagina: leden, uitnodigen, rondom ons, instellingen.
