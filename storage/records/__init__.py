"""What a person writes: frozen records that are checked whenever they are made or changed. A file a kind.

A record has the day it is about (a local date) and the moments it was written and last changed (aware UTC).
Records never change: `record.changed(at, field=…)` makes the next revision and checks it.
"""

from storage.clock import local_day as local_day
from storage.clock import utc_now as utc_now
from storage.records.checks import Answer as Answer
from storage.records.checks import Earlier as Earlier
from storage.records.checks import SelfCheck as SelfCheck
from storage.records.kit import LINE_LIMIT as LINE_LIMIT
from storage.records.kit import TEXT_LIMIT as TEXT_LIMIT
from storage.records.kit import Line as Line
from storage.records.kit import Name as Name
from storage.records.kit import Part as Part
from storage.records.kit import Record as Record
from storage.records.kit import Text as Text
from storage.records.kit import clean_line as clean_line
from storage.records.kit import clean_text as clean_text
from storage.records.kit import new_uid as new_uid
from storage.records.look_backs import Asked as Asked
from storage.records.look_backs import LookBack as LookBack
from storage.records.look_backs import Planned as Planned
from storage.records.matters import Every as Every
from storage.records.matters import Extension as Extension
from storage.records.matters import Matter as Matter
from storage.records.matters import MatterKind as MatterKind
from storage.records.matters import MatterState as MatterState
from storage.records.matters import Progress as Progress
from storage.records.matters import Repeat as Repeat
from storage.records.meetings import Agenda as Agenda
from storage.records.meetings import Attendance as Attendance
from storage.records.meetings import AttendanceStatus as AttendanceStatus
from storage.records.meetings import Decision as Decision
from storage.records.meetings import DecisionBecomes as DecisionBecomes
from storage.records.meetings import MakeUp as MakeUp
from storage.records.meetings import MaterialLink as MaterialLink
from storage.records.meetings import Meeting as Meeting
from storage.records.meetings import MeetingKind as MeetingKind
from storage.records.meetings import Spoken as Spoken
from storage.records.meetings import Step as Step
from storage.records.meetings import Topic as Topic
from storage.records.meetings import Vote as Vote
from storage.records.meetings import VoteMethod as VoteMethod
from storage.records.meetings import made_up_minutes as made_up_minutes
from storage.records.meetings import minutes_of as minutes_of
from storage.records.notes import Look as Look
from storage.records.notes import NoteKind as NoteKind
from storage.records.notes import StudyNote as StudyNote
from storage.records.notes import Template as Template
from storage.records.person import Leave as Leave
from storage.records.person import Profile as Profile
from storage.records.person import Role as Role
from storage.records.person import Sent as Sent
from storage.records.quiz import Attempt as Attempt
from storage.records.quiz import CardState as CardState
from storage.records.quiz import QuestionStanding as QuestionStanding
from storage.records.quiz import Remark as Remark
from storage.records.quiz import SittingKind as SittingKind
from storage.records.quiz import SittingPlan as SittingPlan
from storage.records.typed import Draft as Draft
from storage.records.typed import Folder as Folder
from storage.records.typed import SubmissionRemark as SubmissionRemark
from storage.records.typed import Told as Told
