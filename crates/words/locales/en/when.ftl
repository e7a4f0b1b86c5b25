# Moments and days, as people write them. The names of days and months are CLDR's.
when-unknown = unknown
when-moment = { $day } at { $time }
when-day = { $weekday } { $date }
when-today = today { $time }
when-yesterday = yesterday { $time }
when-tomorrow = tomorrow { $time }
when-short = { $day } { $time }
when-over = over
when-left-moment = less than a minute left
when-left-minutes = { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
when-left-hours = { $hours ->
    [one] { $hours } hour left
   *[other] { $hours } hours left
}
when-left-days = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
