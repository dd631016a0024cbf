### Keys begin with "accounts-".
