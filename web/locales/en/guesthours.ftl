### A guest hour in class. Keys begin with "guesthours-".

guesthours-way = Ask a role model into your class
guesthours-title = Guest hour in your class
guesthours-lead = These people like to tell about their work and their route for an hour. Every trade counts equally.
guesthours-none = Nobody can come right now
guesthours-none-text = Look again later. Or invite somebody by the board of meetups.
guesthours-ask = Ask for a guest hour
guesthours-how-1 = You say when it could be, what it is about and for how many students.
guesthours-how-2 = You hear yes or no within three days.
guesthours-how-3 = After a yes the two of you choose a date. You are there in class.

guesthours-ask-title = Ask { $name } into your class
guesthours-names = Give no names of students. The number is enough.
guesthours-q-slots = When could it be?
guesthours-why-slots = Choose every part of a day that suits. You choose a date together later.
guesthours-q-subject = What is it about?
guesthours-q-students = How many students are there?
guesthours-why-students = A number from 1 to 100.
guesthours-q-place = Where is it?
guesthours-send = Send your question
guesthours-safe = There are minors in a class. That is why you only see people with a valid certificate of conduct.
guesthours-flash-asked = Your question is sent. You hear within three days.

guesthours-subject-werkdag = A working day as it is
guesthours-subject-mijn-weg = The route to this work
guesthours-subject-werk-vinden = Finding work or a placement
guesthours-subject-ondernemen = A business of one's own
guesthours-subject-tegenslag = Dealing with setbacks
guesthours-subject-verder-leren = Learning on, or not
guesthours-subject-other = Something else
guesthours-place-school = At school, in class
guesthours-place-bellen = Online, by video
guesthours-place-other = Another place

guesthours-request = The guest hour
guesthours-request-who-student = You are there as the teacher.
guesthours-request-who-buddy = { $name } is the teacher and is there.
guesthours-request-who-other = A teacher is there.
guesthours-request-count = { $count ->
    [one] One student
   *[other] { $count } students
}
guesthours-request-when = The class can then:
guesthours-request-reason-hint = The teacher sees your reason. Then it is clear why.
guesthours-request-met-text = Has the guest hour been? Let us know. Then it is done.
guesthours-request-met = The guest hour has been

guesthours-problem-hour-teachers-only = A teacher asks for a guest hour in class.
guesthours-problem-hour-slots = Choose at least one part of a day.
guesthours-problem-hour-subject = Choose what it is about.
guesthours-problem-hour-students = Fill in a number from 1 to 100.
guesthours-problem-hour-place = Choose a place where this role model can come.
guesthours-problem-hour-not-offered = This role model gives no guest hours now. Choose another.
guesthours-problem-other = This cannot be done now. Try again later.
