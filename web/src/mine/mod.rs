//! My page: everything that waits on me or on someone else, and what of the platform is mine.

mod access;
mod calendar;
mod calls;
mod consent;
mod data;
mod devices;
mod moderation;
mod overview;
mod parent;
mod report;
mod roles;
mod running;
mod safety;
mod shelved;
mod suspended;
mod suspension;

use poem::{Route, get, post};

use crate::page::pages;
use crate::urls;

pages![
    overview::MinePage,
    devices::DevicesPage,
    access::AccessPage,
    calendar::CalendarPage,
    consent::ConsentPage,
    data::DataPage,
    data::ErasedPage,
    parent::ParentPage,
    roles::RolesPage,
    safety::SafetyPage,
    report::ReportPage,
    moderation::ReportsPage,
    moderation::OneReportPage,
    suspension::SuspensionsPage,
    suspended::SuspendedPage,
];

/// What can be reported, and which: the addresses of [`urls::report_card`] and its neighbours.
const REPORTABLE: &str = "/melden/:soort/:id";

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(urls::MINE, get(overview::overview))
        .at(urls::MY_DEVICES, get(devices::list).post(devices::end))
        .at(urls::MY_ACCESS, get(access::list).post(access::make))
        .at(urls::REVOKE_ACCESS, post(access::revoke))
        .at(urls::MY_CALENDAR, get(calendar::list).post(calendar::make))
        .at(urls::STOP_CALENDAR, post(calendar::stop))
        .at(urls::MY_CONSENT, get(consent::overview).post(consent::set))
        .at(urls::MY_DATA, get(data::overview))
        .at(urls::MY_DATA_FILE, get(data::file))
        .at(urls::ERASE_ME, post(data::erase))
        .at(
            urls::pattern::PARENT,
            get(parent::look).post(parent::decide),
        )
        .at(urls::pattern::ERASED, get(data::erased))
        .at(urls::MY_ROLES, get(roles::overview).post(roles::give))
        .at(urls::END_ROLE, post(roles::end))
        .at(urls::MY_SAFETY, get(safety::overview).post(safety::unblock))
        .at(urls::BLOCK, post(safety::block))
        .at(urls::WITHDRAW_RECOVERY, post(safety::withdraw))
        .at(REPORTABLE, get(report::form).post(report::send))
        .at(
            urls::SUSPENSIONS,
            get(suspension::overview).post(suspension::suspend),
        )
        .at(urls::LIFT_SUSPENSION, post(suspension::lift))
        .at(urls::UPHOLD_SUSPENSION, post(suspension::uphold))
        .at(
            urls::SUSPENDED,
            get(suspended::overview).post(suspended::object),
        )
        .at(urls::REPORTS, get(moderation::open_reports))
        .at(
            urls::pattern::REPORT,
            get(moderation::open_report).post(moderation::close),
        )
}
