use store::register::{Basis, Declared, Holds, Personal};

/// What the tables of meetups hold about people.
pub const REGISTER: &[Declared] = &[
    Declared {
        table: "community",
        holds: Holds::Personal(Personal {
            purpose: "to say who coordinates a learning community, and to let them",
            basis: Basis::PublicTask,
            retention: "as long as the community exists or until another coordinates it",
            export: "the communities that the person coordinates",
            erasure: "the community stays without a coordinator",
        }),
    },
    Declared {
        table: "membership",
        holds: Holds::Personal(Personal {
            purpose: "to show the members of a learning community to each other, and the mix to everyone",
            basis: Basis::Consent,
            retention: "until the person leaves",
            export: "community, side and since when",
            erasure: "removed",
        }),
    },
    Declared {
        table: "event",
        holds: Holds::Personal(Personal {
            purpose: "to show who organises a meetup",
            basis: Basis::PublicTask,
            retention: "the meetup stays on the timeline; the name as long as the account",
            export: "the meetups that the person published",
            erasure: "the meetup stays without the name",
        }),
    },
    Declared {
        table: "signup",
        holds: Holds::Personal(Personal {
            purpose: "to keep a place at a meetup",
            basis: Basis::Contract,
            retention: "two years after the meetup",
            export: "event, state and since when",
            erasure: "removed; the place goes to who waits",
        }),
    },
    Declared {
        table: "signup_deed",
        holds: Holds::Personal(Personal {
            purpose: "to be able to show that places were given in the right order",
            basis: Basis::LegitimateInterest,
            retention: "two years after the meetup",
            export: "event, deed and when",
            erasure: "the person is struck out, the deed stays",
        }),
    },
    Declared {
        table: "notice",
        holds: Holds::Personal(Personal {
            purpose: "to tell who comes that something changed",
            basis: Basis::Contract,
            retention: "until the meetup is over",
            export: "event, news and when",
            erasure: "removed",
        }),
    },
];
