"""How long customers will wait: the calling rule, played forward many times from the present moment.

`scene` is what is known now, `habits` what has been observed, `simulate` the Monte Carlo over both,
`calibrate` the correction by the day's outcomes, `outlook` the answer; `reading` alone knows the database.
"""
