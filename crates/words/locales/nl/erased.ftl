# Gewist: woorden en bestanden, voor altijd en bij iedereen.
erased-at = Zeker gewist bij { $erased } van de { $all } deelnemers, op elk apparaat waarmee ze meedoen. De anderen, en gasten, wissen het zodra hun Meent dit hoort.
erased-all = { $all ->
    [one] Gewist. Er is niemand anders die meedoet.
   *[other] Gewist bij alle { $all } deelnemers, op elk apparaat waarmee ze meedoen. Gasten wissen het zodra hun Meent dit hoort.
}
page-erase = Wissen
page-erase-of = : { $what }
page-erase-title = Deze bijlage wissen
page-erase-goes = Naam, beschrijving en inhoud verdwijnen van elk apparaat, zodra dat verbinding heeft, voor altijd.
page-erase-kept = Wie het bestand al ergens anders bewaarde, heeft het nog: ook een apparaat dat niet meer meedoet, of een bestand op een stick.
page-erase-stays = Dat hier iets stond, van wie en wanneer, blijft te zien.
page-erase-others = Dit is van { $name }. Daarom moeten genoeg deelnemers het willen, net als bij andere veranderingen.
page-erase-do = Wis dit bij iedereen
page-erase-ask = Vraag de anderen dit te wissen
page-erase-not = Toch niet
attachment-erased = Gewist: naam, beschrijving en inhoud.
erased-words = Wat hier stond, is gewist.
page-erase-words-title = Deze woorden wissen
page-erase-what = Wat er staat
page-erase-words-goes = Deze woorden verdwijnen van elk apparaat, zodra dat verbinding heeft, voor altijd.
page-erase-words-kept = Wie ze al las of ergens anders bewaarde, heeft ze nog: ook een apparaat dat niet meer meedoet, een bestand op een stick of een archief.
