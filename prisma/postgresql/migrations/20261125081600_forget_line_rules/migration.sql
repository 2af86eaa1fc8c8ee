-- What was decided on a whole line silences it for ever: it is asked about again.
DELETE FROM "ReviewRule";
