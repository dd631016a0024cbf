use store::register::{Basis, Declared, Erasure, Holds, Personal, nothing};
use store::sight;

/// What the tables of meetups hold about people.
pub const REGISTER: &[Declared] = &[
    sight::SUSPENDED,
    sight::BLOCK,
    nothing("harvest", "how far harvesters can see"),
    nothing("harvest_place", "ids of meetups for everybody by change"),
    nothing(
        "harvest_event",
        "ids of meetups that are or were for everybody; without persons",
    ),
    nothing(
        "follow_up",
        "which cards were used at a meetup, and that its organiser was asked",
    ),
    Declared {
        table: "invitation",
        holds: Holds::Personal(Personal {
            purpose: "to let somebody into a learning community after their own yes",
            basis: Basis::PublicTask,
            retention: "14 days, or until it is answered; without the address that it went to",
            export: "the invitations that the person sent, without what opens them",
            erasure: Erasure::Removed,
            whose: &["by"],
        }),
    },
    Declared {
        table: "community",
        holds: Holds::Personal(Personal {
            purpose: "to say who coordinates a learning community, and to let them",
            basis: Basis::PublicTask,
            retention: "as long as the community exists or until another coordinates it",
            export: "the communities that the person coordinates",
            erasure: Erasure::Otherwise("the community stays without a coordinator"),
            whose: &["coordinator"],
        }),
    },
    Declared {
        table: "membership",
        holds: Holds::Personal(Personal {
            purpose: "to show the members of a learning community to each other, and the mix to everyone",
            basis: Basis::Consent,
            retention: "until the person leaves",
            export: "community, side and since when",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "join_request",
        holds: Holds::Personal(Personal {
            purpose: "to ask whoever leads a closed learning community to take part",
            basis: Basis::Contract,
            retention: "until it is answered or taken back, 7 days at most",
            export: "community, side and when",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "topic",
        holds: Holds::Personal(Personal {
            purpose: "to propose what a learning community meets about, and to hear what became of it",
            basis: Basis::Consent,
            retention: "a year after it was answered; the name as long as the account",
            export: "community, words, state and answer",
            erasure: Erasure::Otherwise("the topic stays without the name: others want it too"),
            whose: &["person"],
        }),
    },
    Declared {
        table: "topic_support",
        holds: Holds::Personal(Personal {
            purpose: "to count who wants a topic, and to tell them what became of it",
            basis: Basis::Consent,
            retention: "as long as the topic, or until the person takes it back",
            export: "topic and when",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "entry",
        holds: Holds::Personal(Personal {
            purpose: "to ask the members of a learning community for something, or to offer it",
            basis: Basis::Consent,
            retention: "until the person takes it away, or a year after it ended",
            export: "community, words, state and dates",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "reaction",
        holds: Holds::Personal(Personal {
            purpose: "to react to what somebody asks or offers, and to be thanked for it",
            basis: Basis::Consent,
            retention: "as long as the entry, or until the person takes it away",
            export: "words, when, and whether the person was thanked",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "event",
        holds: Holds::Personal(Personal {
            purpose: "to show who organises a meetup, and to let them",
            basis: Basis::PublicTask,
            retention: "the meetup stays on the timeline; the name as long as the account",
            export: "the meetups that the person published or organises too",
            erasure: Erasure::Otherwise("the meetup stays without the name"),
            whose: &["organiser", "array::find(hosts ?? [], $person)"],
        }),
    },
    Declared {
        table: "image",
        holds: Holds::Personal(Personal {
            purpose: "to show a meetup, by an image that somebody chose; without what the file said of place, time and camera",
            basis: Basis::PublicTask,
            retention: "as long as the meetup, or until who may edit it takes it away",
            export: "the images that the person chose, with their words",
            erasure: Erasure::Removed,
            whose: &["by"],
        }),
    },
    Declared {
        table: "concept",
        holds: Holds::Personal(Personal {
            purpose: "to keep what somebody writes of a meetup until it is published",
            basis: Basis::PublicTask,
            retention: "until it is published, or half a year after its last change",
            export: "the meetups that the person has not published yet",
            erasure: Erasure::Removed,
            whose: &["by"],
        }),
    },
    Declared {
        table: "signup",
        holds: Holds::Personal(Personal {
            purpose: "to keep a place at a meetup, for who comes along too, to tell who organises it what they asked, to remind of it by choice, and to note who was there",
            basis: Basis::Contract,
            retention: "two years after the meetup; answers to who organises 30 days",
            export: "event, state, since when, for how many, answers, reminders and the days on which the person was there",
            erasure: Erasure::Otherwise("removed; the place goes to who waits"),
            whose: &["person"],
        }),
    },
    Declared {
        table: "by_mail",
        holds: Holds::Personal(Personal {
            purpose: "to sign up somebody without an account, and to reach them about their place",
            basis: Basis::Contract,
            retention: "a day until they say yes; then until they say no, or 30 days after the meetup",
            export: "nothing: they have no account; their link shows what is kept",
            erasure: Erasure::Otherwise("their link removes it at once"),
            whose: &[],
        }),
    },
    Declared {
        table: "signup_deed",
        holds: Holds::Personal(Personal {
            purpose: "to be able to show that places were given in the right order",
            basis: Basis::LegitimateInterest,
            retention: "two years after the meetup",
            export: "event, deed and when",
            erasure: Erasure::Otherwise("the person is struck out, the deed stays"),
            whose: &["person"],
        }),
    },
    Declared {
        table: "source",
        holds: Holds::Personal(Personal {
            purpose: "to tell who had a region follow a calendar of others that it cannot be read",
            basis: Basis::PublicTask,
            retention: "as long as the region follows it",
            export: "the addresses that the person added",
            erasure: Erasure::Otherwise("the region follows it still, without the name"),
            whose: &["by"],
        }),
    },
    Declared {
        table: "sourced",
        holds: Holds::NothingPersonal("which meetup came from which calendar of others"),
    },
    Declared {
        table: "own_calendar",
        holds: Holds::Personal(Personal {
            purpose: "to give somebody their meetups in the calendar that they use, by a secret address",
            basis: Basis::Contract,
            retention: "until the person revokes or renews it",
            export: "which calendars, their region and since when, without what opens them",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "notice",
        holds: Holds::Personal(Personal {
            purpose: "to tell who comes that something changed",
            basis: Basis::Contract,
            retention: "until the meetup is over",
            export: "event, news and when",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
];
