### Keys begin with "toolbox-".
