# Momenten en dagen, zoals mensen ze schrijven. De namen van dagen en maanden komen van CLDR.
when-unknown = onbekend
when-moment = { $day } om { $time }
when-day = { $weekday } { $date }
when-today = vandaag { $time }
when-yesterday = gisteren { $time }
when-tomorrow = morgen { $time }
when-short = { $day } { $time }
when-over = voorbij
when-left-moment = nog minder dan een minuut
when-left-minutes = { $minutes ->
    [one] nog { $minutes } minuut
   *[other] nog { $minutes } minuten
}
when-left-hours = nog { $hours } uur
when-left-days = { $days ->
    [one] nog { $days } dag
   *[other] nog { $days } dagen
}
