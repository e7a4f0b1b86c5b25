# The page: members, inviting, around us, settings.
