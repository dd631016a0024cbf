### Keys begin with "matching-".
