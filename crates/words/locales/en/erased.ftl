# Erased: words and files, for good and for everybody.
erased-at = Certainly erased at { $erased } of the { $all } members, on every device with which they take part. The others, and guests, erase it as soon as their Meent hears of this.
erased-all = { $all ->
    [one] Erased. Nobody else takes part.
   *[other] Erased at all { $all } members, on every device with which they take part. Guests erase it as soon as their Meent hears of this.
}
page-erase = Erase
page-erase-of = : { $what }
page-erase-title = Erase this attachment
page-erase-goes = Name, description and content go from every device, once it is connected, for good.
page-erase-kept = Who has kept the file elsewhere still has it. So does a device that takes part no more, or a file on a stick.
page-erase-stays = That something was here, by whom and when, stays to be seen.
page-erase-others = This is from { $name }. So enough members have to want it, as with other changes.
page-erase-do = Erase this for everybody
page-erase-ask = Ask the others to erase this
page-erase-not = Not after all
attachment-erased = Erased: name, description and content.
erased-words = What stood here was erased.
page-erase-words-title = Erase these words
page-erase-what = What it says
page-erase-words-goes = These words go from every device, once it is connected, for good.
page-erase-words-kept = Who has read them, or kept them elsewhere, still has them. So does a device that takes part no more, a file on a stick or an archive.
