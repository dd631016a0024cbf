### Keys begin with "questions-".

questions-title = Questions of teams
questions-lead = Ask other teams. Or help a team with what you know.
questions-ask = Ask other teams
questions-search-label = What is the question about?
questions-state-label = Which questions?
questions-state-any = All questions
questions-state-open = Waits for an answer
questions-state-answered = Has an answer
questions-state-closed = Closed
questions-state-other = Not known
questions-outcome-helped = Closed: this helped
questions-outcome-closed = Closed
questions-outcome-nobody = Closed: nobody knew
questions-outcome-withdrawn = Taken away
questions-outcome-other = Closed
questions-circle-school = For teachers of the school
questions-circle-region = For teachers in the region
questions-circle-country = For teachers in the country
questions-circle-other = For teachers
questions-count =
    { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
questions-answers =
    { $count ->
        [0] no answer yet
        [one] 1 answer
       *[other] { $count } answers
    }
questions-nothing = We found no question
questions-nothing-text = Ask your question. Other teams see it and can help.
questions-for-teachers = Here teachers ask each other questions.

questions-ask-title = Ask your question
questions-ask-lead = Write your question. First see whether there is an answer already.
questions-ask-label = Your question in one sentence
questions-ask-hint = For example: how do you start a day with a new team?
questions-details-label = More about it
questions-details-hint = What did you try already? Name no students.
questions-field-label = Which study field is it about?
questions-field-any = Any field
questions-reach-label = Who may read your question?
questions-reach-hint = We begin nearby. Without an answer your question goes further.
questions-reach-school = Teachers of my school
questions-reach-region = Teachers in my region too
questions-reach-country = Teachers in the whole country
questions-reach-other = Teachers
questions-team-label = On behalf of which team?
questions-team-none = For myself
questions-knows-card = shared this card:
questions-knows-tried = tried this card:
questions-knows-good-at = is good at:
questions-look = See what there is
questions-send = Ask your question
questions-there = This is there already
questions-there-nothing = We found nothing yet. Go ahead and ask.
questions-beside = This fits
questions-beside-cards = Cards
questions-beside-alike = Questions like this one
questions-beside-teams = Teams that shared something about it

questions-one-title = Question: { $title }
questions-by = Asked by
questions-answers-title = Answers
questions-no-answers = Nobody answered yet.
questions-helped = This helped
questions-thanks-said = Thanks:
questions-thank-title = Did this help?
questions-thank-which = Choose what helped you
questions-thank-of = The answer of { $name }
questions-thank-one = An answer without a name
questions-thank-words = Write a word of thanks
questions-thank-hint = Only those who helped you read this.
questions-thank = Say thank you
questions-answer-title = Do you know something?
questions-answer-label = Your answer
questions-answer-cards = Cards that help
questions-answer-cards-hint = Paste the address of a card. Put each card on a line of its own.
questions-answer-send = Answer
questions-answer-withdraw = Take this answer away
questions-reopen = It did not help yet, ask on
questions-close = I need no answer any more
questions-withdraw = Take this question away
questions-withdraw-text = Nobody sees the question and its answers after that.
questions-withdraw-button = Take the question away

questions-step-me-look = Find somebody who knows. Ask that person to answer.
questions-step-me-tell = Say whether this helped.
questions-step-me-other = See what you can do.
questions-step-other-answer = Other teams answer. Else the question goes further into the country.
questions-step-other-look = A moderator looks for somebody who knows.
questions-step-other-tell = Whoever asked says whether it helped.
questions-step-other-other = It is somebody else's turn.

questions-news-answered = There is an answer to your question: { $title }
questions-news-wider = Your question goes further: { $title }
questions-news-looked-for = A moderator looks for an answer to your question: { $title }
questions-news-nobody = Nobody knew the answer to your question: { $title }
questions-news-helped = Your answer helped: { $title }
questions-news-tell = Did the answer help? { $title }
questions-news-over = Your question is closed: { $title }
questions-news-you-know = Perhaps you know this: { $title }
questions-news-other = There is news about a question: { $title }

questions-flash-asked = Your question is there.
questions-flash-answered = Thank you, your answer is there.
questions-flash-thanked = Your thanks are sent. The question is closed.
questions-flash-reopened = Your question is open again.
questions-flash-closed = Your question is closed.
questions-flash-withdrawn = The question is gone.
questions-flash-answer-withdrawn = The answer is gone.

questions-problem-question-title = Write your question in one sentence, of 8 to 160 characters.
questions-problem-question-long = This text is too long. Keep it to 2000 characters.
questions-problem-question-field = This study field does not exist. Choose one from the list.
questions-problem-question-reach = Choose who may read your question.
questions-problem-question-no-school = Your account has no school. Choose the whole country.
questions-problem-question-no-region = Your account has no region. Choose the whole country.
questions-problem-question-too-many = You have five open questions already. Close one first.
questions-problem-question-team = You are not in this team. Choose one of your teams, or none.
questions-problem-question-over = This question is closed. Ask a new one to go on.
questions-problem-question-not-yours = Only whoever asked can do this.
questions-problem-question-changed = Something changed meanwhile. Look at the question again.
questions-problem-question-teachers-ask = Asking takes an account of a teacher or coordinator.
questions-problem-answer-text = Write an answer of 2 to 4000 characters.
questions-problem-answer-cards = One of these cards is not there. Give at most five addresses.
questions-problem-answer-too-many = This question has enough answers. See whether yours is among them.
questions-problem-answer-own = This is your own question. Choose what helped, or close the question.
questions-problem-thanks-which = Choose at least one answer that helped.
questions-problem-thanks-long = Your thanks are too long. Keep it to 500 characters.
questions-problem-other = Have another look at this.
