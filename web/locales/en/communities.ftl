### What goes on in a learning community: vraag en aanbod, topics, asking to join. Keys begin with "communities-".

communities-entries = Ask and offer
communities-entries-title = Ask and offer: { $name }
communities-entries-lead = What do you need? What can you give? Share it in { $name }.
communities-entries-look = See what is asked and offered
communities-entries-running = Open now
communities-entries-over = What became of it
communities-entries-nothing = Nothing here now
communities-entries-nothing-text = Will you ask first? Or offer something.
communities-entries-join = Only who takes part places something. Join:
communities-entry-title = { $title }
communities-entry-vraag = Question
communities-entry-aanbod = Offer
communities-entry-other = Notice
communities-entry-kind-vraag = I ask for something
communities-entry-kind-aanbod = I offer something
communities-entry-kind-other = Something else
communities-entry-place = Place a notice
communities-entry-what = Do you ask or offer something?
communities-entry-heading = What is it about?
communities-entry-heading-hint = One short sentence.
communities-entry-text = Tell more about it
communities-entry-text-hint = Do not put a number, address or link here.
communities-entry-weeks = How long does it stay?
communities-entry-weeks-hint = Before it ends we ask whether you still need it.
communities-entry-send = Place
communities-weeks-1 = 1 week
communities-weeks-2 = 2 weeks
communities-weeks-4 = 4 weeks
communities-weeks-8 = 8 weeks
communities-weeks-13 = 3 months
communities-weeks-other = Otherwise
communities-state-open = Open
communities-state-talking = Talking
communities-state-solved = Solved
communities-state-given = Given away
communities-state-closed = Not needed any more
communities-state-expired = Expired
communities-state-other = Over
communities-step-open = Whoever takes part can react.
communities-step-talking = See together whether it works out.
communities-step-needed = Do you still need this?
communities-step-other = See what is possible.
communities-reacted =
    { $count ->
        [one] 1 reaction
       *[other] { $count } reactions
    }
communities-thanks = Solved thanks to
communities-thanked = This helped
communities-reactions = Reactions
communities-reactions-none = There is no reaction yet.
communities-reactions-hidden =
    { $count ->
        [one] There is 1 reaction. Only who takes part reads it.
       *[other] There are { $count } reactions. Only who takes part reads them.
    }
communities-reaction = Your reaction
communities-reaction-hint = Whoever takes part reads this. Do not put a number or address in it.
communities-reaction-remove = Take away
communities-react = React
communities-solve = Did it work out?
communities-solve-who = Who helped you?
communities-solve-do = Solved. Thank you!
communities-entry-prolong = Four more weeks
communities-entry-close = Not needed any more
communities-entry-remove = Take this notice away
communities-entry-remove-text = The reactions will be gone as well. This cannot be undone.
communities-entry-remove-do = Take it all away
communities-flash-placed = Your notice is there. You hear it when somebody reacts.
communities-flash-reacted = Your reaction is there.
communities-flash-prolonged = Your notice stays for four more weeks.
communities-flash-closed = Your notice is closed. Whoever helped hears of it.
communities-flash-removed = It is gone.
meetups-problem-text-leads-outside = There is a number, address or link in this. Write it without.
meetups-problem-text-missing = Write a few words here.
meetups-problem-community-members-only = Only who takes part can do this.
meetups-problem-entry-kind = Choose whether you ask or offer something.
meetups-problem-entry-title = Write one sentence of three to 120 letters.
meetups-problem-entry-weeks = Choose how long this stays.
meetups-problem-entry-many = You have ten open notices here. Close one first.
meetups-problem-entry-not-yours = This is somebody else's.
meetups-problem-entry-over = This notice is over.
meetups-problem-reaction-many = There are enough reactions here.
meetups-problem-entry-thanks = Choose who helped you. It can only be somebody who reacted.
