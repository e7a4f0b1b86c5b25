# De leeswijzer van een momentopname.
archive-title = { $name }: besluiten
archive-about = Dit zijn de besluiten van { $name }, afgeleid uit { $acts } handelingen van de deelnemers zelf. Niemand beheert deze gegevens; iedereen kan ze opnieuw afleiden.
archive-purpose = Bedoeling
archive-people = Wie er meedoet
archive-person = { $name } ({ $kind }, { $state })
archive-decisions = Besluiten
archive-none = Er zijn nog geen besluiten.
archive-proposed = Voorgesteld door { $name } op { $moment }. Terugblik op { $review }.
archive-status = Stand: { $status }
archive-status-closed = Stand: voorlopig { $outcome }
archive-status-confirmed = Stand: vastgesteld, { $outcome }
archive-how = Zo is het geteld
archive-check = Zelf controleren
archive-check-text = In de map “{ $folder }” staan de handelingen, de zegels en het document. In “{ $notes }” staat hoe je ze nakijkt.
archive-moment = Dit is de stand van { $day }. Kenmerk van het document: { $heads }.
