# Caring for Meent itself: the stand, what is amiss, and a peer that is always on.
stand-of = The stand of “{ $name }”, in six words:
stand-why = Read them to each other. If they are the same, you both have exactly the same: all that happened, and who takes part. If one of you reads Dutch, that is the translation word by word: “appelbrug” is “apple-bridge”.
stand-differs = Not the same? Then one of you doesn't have everything yet, or something was just added. Wait a moment and look again.
stand-differs-hint = If it stays so, see with “meent doctor” what is amiss.
page-same = Do you have the same?
page-same-why = Read each other these six words. If your neighbour has the same ones, you both have exactly the same.
page-same-means = And if they aren't the same?
page-same-differs-hint = If it stays so, bring yourself up to date with another neighbour, or see with the button beside this what is amiss.

# The configuration of a peer that is always on.
config-place = In { $path }, line { $line }, character { $column }:
config-no-text = there is something here that is no text (UTF-8).
config-no-toml = this is no TOML. The computer says: { $why }.
config-unknown = I don't know “{ $key }”.
config-meant = I don't know “{ $key }”. Do you mean “{ $meant }”?
config-wrong = “{ $key }” must be { $needs }.
config-hint = Change the file. docs/meent.toml has all that you can set; “meent serve --check” looks it over.
config-is-addresses = a list of addresses, such as ["/ip4/0.0.0.0/tcp/4001"]
config-is-no-address = a list of addresses (“{ $address }” is none)
config-is-fewer = a list of at most { $most } addresses
config-is-switch = true or false
config-is-socket = an address with a port, such as "127.0.0.1:9464", or "off"
config-is-number = a number between { $least } and { $most }
config-is-choice = one of these words: { $choices }
config-is-below = lower than “{ $other }”
config-is-at-most = no more than “{ $other }”
config-is-loopback = an address of this machine, such as "127.0.0.1:9464" (“metrics-open = true” allows others)
config-sound = { $path } is sound. This holds with it:
config-none = Without a file this holds:
error-no-page = This Meent shows no page.
error-no-page-hint = That is how it is set (“page = false”). Use the commands: “meent --help”.
start-no-page = There is no page: that is how Meent is set.
