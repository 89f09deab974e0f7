"""Short documents in plain words under many titles: the title names the kind, the body bears it
out without the law's own phrases; and other papers that speak of SEN throughout.
"""

from __future__ import annotations

import re

import pytest

from extractors.kinds import classify
from extractors.model import Block, Document, Passage

WATCHED = ("sen-information-report", "sen-policy", "accessibility-plan", "local-offer")

REPORTS = (
    """\
Mill Bank is a one-form primary school of 204 children. One in seven has a special need.
## Whom should I ask?
Begin with the class teacher. Our SENCO is Jo Tarn, 01632 960111.
## How do you spot a need?
We look at how each child gets on every half term, we listen to parents and we ask the child.
Sometimes we test reading or ask the speech therapist to see a child.
## What do you then do?
Teachers change the task, the place or the pace. Some children work in a small group with an
assistant. What we try is written on one page and looked at with you each term.
## If things go wrong
Tell us early. The complaints policy can be had at the office.
""",
    """\
## 1. Our children
Most of our pupils with SEN have needs in speech and language; some are autistic.
## 2. Money
The governors set aside £40,000. It pays for staff above all.
## 3. Staff
All teachers have had training in dyslexia. A specialist teacher comes on Tuesdays.
## 4. Moving on
Children visit their next school three times. Their new teacher comes to meet them.
## 5. Does it work?
We measure at the start and the end. Groups that show nothing are dropped. Parents fill in a
survey in June.
""",
    """\
**Needs** We teach pupils with learning difficulties, autism and physical needs.
**Teaching** Lessons are cut into short steps. Signs and symbols are used all day.
**Parents** Parents come to three meetings a year and write in the daily book.
**Pupils' voice** Pupils choose targets with their tutor.
**Therapy** Speech and occupational therapists work here four days a week.
**After school** Leavers try out college and work.
**SENCO** Mrs Una Field, through the office.
**Council's offer** sampleshire.example.org/localoffer
""",
)
REPORT_TITLES = (
    "SEND Information Report",
    "SEN Information Report 2025-26",
    "What we do for children with SEND\nThe SEN Information Report of Mill Bank School",
    "SEND Report to Parents",
    "School Information Report (SEN)",
    "Special Educational Needs and Disability Information Report",
    "SEND at Mill Bank: our information report",
    "Information report for parents of children with SEN",
    "Annual SEND Information Report",
    "Our SEN Report for Families",
    "SENDIR 2025",
    "Inclusion and SEND Information Report",
    "Report on SEN for parents and carers",
    "Our School's Report on Special Needs",
    "SEN(D) Information Report",
    "S.E.N.D. Information Report",
    "Special Educational Needs (SEN) Information Report",
    "SEN Info Report",
    "SEND Information Report for Parents and Carers: Hill School",
    "Statutory SEND Information Report",
)
POLICIES = (
    """\
## Aims
Each pupil with SEND shall have teaching that fits, and shall take a full part in school life.
## Who does what
The governing body answers for SEND and names one of its members to watch over it. The
headteacher runs it from day to day. The SENCO, Mr Hal Dunn, keeps the register, advises staff
and meets parents.
## Identification
Teachers raise a concern on form 1. The SENCO looks at work, watches a lesson and decides with
the parents.
## Records
A folder is kept for each pupil.
## Complaints
First to the SENCO, then to the head.
## Monitoring
Governors read a paper on SEND each year.
""",
    """\
1. This policy follows the Children and Families Act 2014 and the Code of Practice.
2. A pupil has SEN if he or she has a difficulty which calls for provision that is different
from or additional to that made for others.
3. Learning support is a service to teachers. It is not a room.
4. The Head of Learning Support, Frances Abel, reports to the Vice Principal.
5. Admissions: the school admits pupils of all abilities.
6. Support is given in four steps: assess, plan, do, review.
7. Staff development: two INSET sessions a year.
8. Links with other schools: records go on within five days.
""",
)
POLICY_TITLES = (
    "SEND Policy",
    "Special Educational Needs Policy",
    "Inclusion Policy",
    "Learning Support Policy",
    "Additional Needs Policy",
    "SEN and Inclusion Policy",
    "Policy for Special Educational Needs and Disabilities",
    "Policy on SEND",
    "Special Needs Policy",
    "Individual Needs Policy",
    "Policy for pupils with special needs",
    "Learning Support and SEN Policy",
    "Supporting Pupils with SEND: Policy",
    "Policy: SEN",
    "SEND and Inclusion Policy Statement",
    "ALN Policy",
    "Policy for Inclusion",
    "SEN Policy and Procedures",
    "SENd POLICY 2025",
    "Learning Differences Policy",
    "Neurodiversity and SEND Policy",
    "Policy on Special Educational Provision",
    "Support for Learning Policy",
    "SEN Policy Statement",
    "Whole-School SEND Policy",
    "SEND Policy (Mill Bank)",
    "Trust SEND Policy",
    "Special Educational Needs and Disabilities (SEND) Policy 2025-2026",
)
PLANS = (
    """\
## 1 Purpose
We want disabled children to share in all that the school gives. Governors must have a plan that
shows how they will do better.
## 2 Our pupils
Of 180 children one uses a frame and two wear hearing aids. One parent is blind.
## 3 What we will do
**Curriculum** - clubs open to all; a PE scheme with a way in for each child.
**Environment** - yellow edges on the steps; blinds in the south rooms.
**Information** - letters read out by phone to families who ask.
## 4 Who sees to it
The head and the chair of the premises committee walk the site each summer.
""",
    """\
The school wants disabled students, parents, staff and guests to take part in school life in
full. Here is what we are going to do about it.
## Curriculum
Each faculty has chosen one unit to rewrite so that nobody has to sit out.
## Environment
The entrance has automatic doors. We will add a second lift when the maths block is extended.
Evacuation chairs are kept on landings.
## Information
Any letter can be had in another format. Subtitles are switched on.
## Keeping it alive
Governors revisit the plan every three years.
""",
    """\
| We want | So we will | Year |
| A quieter hall | Fit panels | 1 |
| Powered doors | Bid for capital | 2 |
| Letters all can read | Audio versions | 1 |
All our pupils are disabled in the sense of the Equality Act 2010, but not in the same way. The
duty of Schedule 10 falls on us as on others. The pupils' parliament went round with cameras in
May. Favourite place: the garden. Worst place: the dining hall. The site manager and the
therapist keep an eye on it, and report to the governors each term on what has been done and
what has not.
""",
    """\
## Introductory statement
This was drawn up together with staff, parents and students. Larger print can be had on request.
## The new building
All rooms can be reached by lift. There is a hygiene suite, and corridors wide enough for two
wheelchairs.
## Welcoming disabled students
Before a disabled student joins us the SENDCo and the site manager walk the timetable with the
family and note what has to change.
## Action plan summary
- Curriculum: adapted PE
- Building: more shade
- Information: guides as audio files
""",
)
PLAN_TITLES = (
    "Accessibility Plan",
    "ACCESSIBILITY STRATEGY",
    "Accessibility Policy and Plan",
    "Access Plan 2025-28",
    "Three-Year Accessibility Plan",
    "Accessibility Scheme",
    "Disability Access Plan",
    "Plan for Improving Access",
    "Disability Equality Scheme and Access Plan",
    "Accessibility Plan | The Redgrave School",
    "Our Access Plan",
    "School Accessibility Action Plan",
    "Equality and Accessibility Plan",
    "Accessibility Plan and Disability Policy",
    "Plan for Accessibility",
    "Accessibility: our plan",
    "Accessible School Plan",
    "Access Strategy",
    "Access for All Plan",
    "Access and Inclusion Plan",
    "Schedule 10 Accessibility Plan",
    "Disability Accessibility Plan",
    "Accessibility Plan (Equality Act 2010)",
    "Accessibility Policy",
)
OFFERS = (
    """\
**Service** Teaching of pupils in Years 6 to 11 who cannot go to school because of ill health.
**Referral** By the pupil's own school, with a letter. Panels meet on Tuesdays.
**Key people** Head of Centre: Mrs Lucy Marsh.
**SEN** All pupils are assessed on entry for literacy and anxiety. The home school remains
responsible for SEN Support. Pupils with an EHC plan follow the provision in it.
**Curriculum** GCSE English, maths, science, art.
**Building** Level throughout, six teaching rooms, quiet room.
**Enquiries** 01632 960948, weekdays.
""",
    """\
## Who we are
Hill Nursery has 52 places. We welcome children with SEND and have a hoist and a changing bed.
## How do we know if a child needs help?
Key workers watch, play and note. At two we check progress with you.
## How will you help my child?
A plan with three small steps. Songs with signs. Time with the therapist.
## Who can I talk to?
Your key worker, or Ann Reed, our SENCO.
## Moving on to school
Teachers from the school come to play.
""",
)
OFFER_TITLES = (
    "Local Offer",
    "Our Local Offer",
    "SEND Local Offer",
    "School Local Offer 2025",
    "Local Offer statement for schools, parents and professionals",
    "Our contribution to the Local Offer",
    "The Nursery's Local Offer",
    "Hill Nursery Local Offer",
    "SEN Local Offer",
    "Local Offer for SEND",
    "What we offer: our Local Offer entry",
    "The Local Offer at Hill Nursery",
)
OTHERS = (
    """\
The school treats every pupil fairly. Pupils with SEND and disabled pupils are thought of in
each decision. The SENCO, Mrs Joy Pike, advises staff. We look at results of pupils with SEN by
group, at exclusions and at who comes to clubs. Steps: training for staff; a plan for each pupil
at risk; the SENCO to meet parents early. The accessibility plan says how we better our
building, curriculum and information. The SEND policy says how we meet needs one by one.
Governors read a paper each year. Parents can write to the office.
""",
    """\
Stage 1: talk to the teacher. Stage 2: write to the head within ten days. Stage 3: a panel. If
it is about special educational needs, speak to the SENCO first. Parents of pupils with an EHC
plan may also appeal to the tribunal; SENDIASS can help. Complaints about a head go to the
clerk. We keep a record of each complaint and governors look at it each term.
""",
    """\
This term the SENCO ran three coffee mornings. We have welcomed a speech therapist. Twelve
children take part in Bucket Time. Staff had training in autism. Dates: 3 March drop-in; 12
March parents' evening. 61 pupils are on the SEN register, 12 have EHC plans. Interventions have
gone well. The complaints policy is on the website. Next month: transition visits for Year 6.
""",
    """\
We seek a SENCO from September. You will lead SEND across the school, keep the register, advise
teachers, meet parents, run annual reviews and work with outside agencies such as speech
therapists and the educational psychologist. You will hold the national award or be ready to
work for it. We offer a friendly staff, training and a parking place. To apply send the form to
the office.
""",
    """\
Welcome to our SEND pages. Use the links to find what you need. Our SENCO is Mrs P Lock:
plock@x.example.org or 01632 960360. Useful links: the county's Local Offer; SENDIASS; IPSEA;
Young Minds. Latest news: sports day for all; new sensory room opened by the Mayor. Term dates:
summer term ends on 21 July. Site map. Cookies.
""",
)
OTHER_TITLES = (
    "Equality Objectives",
    "Complaints Policy",
    "SENCO Newsletter",
    "SENCO required",
    "SEND",
    "Annual Report to Governors on SEN",
    "SEND Report to the Governing Body",
    "Website Accessibility Statement",
    "Pupil Premium Strategy",
    "Equality Policy",
    "Behaviour Policy",
    "Admissions Policy",
    "Job description: SENDCo",
    "News from the SEND team",
    "Inclusion Strategy",
    "SEND Action Plan",
    "SEN Governor Report",
    "Supporting pupils with medical conditions",
    "Curriculum",
    "SEND Improvement Plan",
    "SEN annual report for governors 2025",
    "SEND links",
    "Provision map",
    "SENCO vacancy",
)

CASES = [
    *(("sen-information-report", title, REPORTS) for title in REPORT_TITLES),
    *(("sen-policy", title, POLICIES) for title in POLICY_TITLES),
    *(("accessibility-plan", title, PLANS) for title in PLAN_TITLES),
    *(("local-offer", title, OFFERS) for title in OFFER_TITLES),
    *(("other", title, OTHERS) for title in OTHER_TITLES),
]


def lines_of(body: str) -> list[str]:
    """The body's lines, those that only go on with the one before joined to it."""
    found: list[str] = []
    for line in body.splitlines():
        goes_on = found and not re.match(r"## |\||- |\*\*|\d\.", line)
        if goes_on and not found[-1].startswith("## "):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return [line.replace("**", "") for line in found]


def document(title: str, body: str, form: str) -> Document:
    first, *rest = title.split("\n")
    blocks = [*(Block(line, 1) for line in rest), Block("Mill Bank School", 1)]
    passages: list[Passage] = []
    heading, level = first, 1
    for line in lines_of(body):
        if line.startswith("## "):
            passages.append(Passage(heading, level, tuple(blocks), 1))
            heading, level, blocks = line[3:], 2, []
        elif line.startswith("|"):
            blocks.append(Block(" ".join(line.strip("| ").split(" | ")), 1, "row"))
        elif line.startswith("- "):
            blocks.append(Block(line[2:], 1, "item"))
        else:
            blocks.append(Block(line, 1))
    passages.append(Passage(heading, level, tuple(blocks), 1))
    return Document("0" * 64, "html" if form == "html" else "pdf", first, tuple(passages))


@pytest.mark.parametrize(("kind", "title", "bodies"), CASES, ids=[case[1] for case in CASES])
def test_the_kind_of_a_short_document_in_plain_words(
    kind: str, title: str, bodies: tuple[str, ...]
) -> None:
    for body in bodies:
        for form in ("pdf", "html"):
            found = classify(document(title, body, form)).kind
            assert (found if found in WATCHED else "other") == kind
