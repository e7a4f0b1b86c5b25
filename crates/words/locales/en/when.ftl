# Moments and days, as people write them.
