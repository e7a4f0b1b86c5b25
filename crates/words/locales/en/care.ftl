# Caring for Meent itself: the stand, what is amiss, and a peer that is always on.
stand-of = The stand of “{ $name }”, in six words:
stand-why = Read them to each other. If they are the same, you both have exactly the same: all that happened, and who takes part. If one of you reads Dutch, that is the translation word by word: “appelbrug” is “apple-bridge”.
stand-differs = Not the same? Then one of you doesn't have everything yet, or something was just added. Wait a moment and look again.
stand-differs-hint = If it stays so, see with “meent doctor” what is amiss.
page-same = Do you have the same?
page-same-why = Read each other these six words. If your neighbour has the same ones, you both have exactly the same.
page-same-means = And if they aren't the same?
page-same-differs-hint = If it stays so, bring yourself up to date with another neighbour, or see with the button beside this what is amiss.
