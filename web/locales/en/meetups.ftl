### Keys begin with "meetups-".
