"""All jobs, and what happens after an upload has been stored."""

from chat.uploads import AfterUpload
from jobs import (
    ads,
    aftermath,
    alerts,
    arrivals,
    brief,
    noise,
    outbox,
    regular,
    reviews,
    rivals,
    unusual,
    uploads,
    week,
)
from jobs.job import Job

JOBS: tuple[Job, ...] = (
    *brief.JOBS,
    *regular.JOBS,
    *ads.JOBS,
    *unusual.JOBS,
    *alerts.JOBS,
    *aftermath.JOBS,
    *noise.JOBS,
    *reviews.JOBS,
    *rivals.JOBS,
    *uploads.JOBS,
    *arrivals.JOBS,
    *outbox.JOBS,
)
AFTER_UPLOAD: tuple[AfterUpload, ...] = (
    brief.after_upload,
    unusual.after_upload,
    reviews.after_upload,
    rivals.after_upload,
    week.after_upload,
)
