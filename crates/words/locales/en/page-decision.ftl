# The page: goals, decisions, votes.
