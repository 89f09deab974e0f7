"""What the three authorities of the sample county say in their Local Offers, topic by topic.

A topic's name is the requirement that its page answers. The three say the same things in
words of their own, as councils do.
"""

from __future__ import annotations

Topic = tuple[str, str]
"""A page's title and its paragraphs, separated by blank lines."""

DIRECTORY: dict[str, Topic] = {
    "offer-early-years": (
        "Early years and childcare",
        "Nurseries, pre-schools and childminders in Sampleshire support children under five with "
        "special educational needs. Each setting has a SENCO, and an inclusion fund pays for "
        "extra help.",
    ),
    "offer-schools": (
        "Support in mainstream schools",
        "Every mainstream school in Sampleshire makes provision for pupils with SEN from its own "
        "budget. This is called SEN support. Some schools have a resource base.",
    ),
    "offer-special-schools": (
        "Special schools and resource bases",
        "Sampleshire has special schools for children with severe or complex needs, and resource "
        "bases attached to mainstream schools.",
    ),
    "offer-post-16": (
        "After 16: colleges and sixth forms",
        "Young people with SEND can stay on at a school sixth form, go to a further education "
        "college or to a specialist post-16 college.",
    ),
    "offer-out-of-area": (
        "Provision outside Sampleshire",
        "Some children go to schools and colleges outside the county. We list the out-of-area "
        "schools that we expect to use.",
    ),
    "offer-approach": (
        "How children are taught and supported",
        "Settings adapt the curriculum and the learning environment for children with SEN. They "
        "assess and review progress with families and check how effective their provision is.",
    ),
    "offer-other-education": (
        "Specialist teaching and educational psychology",
        "The educational psychology service and our specialist teachers for hearing and visual "
        "impairment work with schools and families.",
    ),
    "offer-training": (
        "Apprenticeships, traineeships and supported internships",
        "Young people can train through apprenticeships, supported internships and courses of "
        "the county's training providers.",
    ),
    "offer-health": (
        "Health services",
        "Speech and language therapy, occupational therapy, physiotherapy and child and "
        "adolescent mental health services are commissioned by the integrated care board.",
    ),
    "offer-social-care": (
        "Social care and short breaks",
        "The disabled children's team carries out social care assessments and arranges short "
        "breaks for families.",
    ),
    "offer-travel": (
        "Getting to school and college",
        "Home to school transport is provided for eligible children with special educational "
        "needs. You can read the transport policy and apply here.",
    ),
    "offer-adulthood": (
        "Preparing for adulthood",
        "From Year 9 we plan with young people for employment, independent living and taking "
        "part in society.",
    ),
    "offer-assessment": (
        "Education, health and care plans",
        "Parents, young people and schools can ask for an EHC needs assessment. We explain how "
        "children with SEN are identified and how a request is decided.",
    ),
    "offer-funding": (
        "How support is paid for",
        "Schools receive funding for SEN support in their budgets and can apply for top-up "
        "funding from the high needs block. Families may ask for a personal budget.",
    ),
    "offer-advice-service": (
        "Information, advice and support",
        "Sampleshire SENDIASS gives free, impartial information, advice and support to parents "
        "and young people. Telephone 01632 960111.",
    ),
    "offer-complaints": (
        "If you are unhappy",
        "You can make a complaint about provision to the school or to the council. Mediation and "
        "an appeal to the SEND Tribunal are explained here.",
    ),
    "offer-comments": (
        "You said, we did",
        "We publish the comments that families sent us about the Local Offer, and what we did "
        "about each: our response for 2026 lists the action that we intend to take.",
    ),
    "offer-consultation": (
        "How the Local Offer was made",
        "The Local Offer was developed and is reviewed together with parents and carers, children "
        "and young people through the Sampleshire parent carer forum.",
    ),
    "offer-no-internet": (
        "Without the internet, and in other formats",
        "People without access to the internet can ask any library for a printed copy, or call "
        "01632 960112. Large print, easy read and braille versions are available on request.",
    ),
    "offer-school-information": (
        "Find a school's own information",
        "Each school publishes a SEN information report on its website. The entry of each school "
        "in this directory links to it.",
    ),
    "offer-post-16-findable": (
        "Find a college or training place",
        "Use the search for post-16 provision to find colleges and training near you.",
    ),
}

HUB: dict[str, Topic] = {
    "offer-early-years": (
        "Birth to five",
        "If your child is under 5 and you think they need help, your early years provider can "
        "offer support. Two, three and four year olds may have funded places at a nursery.",
    ),
    "offer-schools": (
        "Schools and SEN support",
        "Fixtureland's primary and secondary schools provide special educational provision for "
        "most children with SEND. Ask the school what it offers.",
    ),
    "offer-special-schools": (
        "Specialist places",
        "Children with an EHC plan may need a place at a special school or in an additionally "
        "resourced provision.",
    ),
    "offer-post-16": (
        "Education from 16 to 25",
        "Colleges, sixth forms and 16 to 19 academies in Fixtureland offer courses and support "
        "for learners with learning difficulties and disabilities.",
    ),
    "offer-out-of-area": (
        "Schools in other areas",
        "We also expect to place children in schools in neighbouring authorities and independent "
        "special schools out of area.",
    ),
    "offer-approach": (
        "What good support looks like",
        "Teachers make adaptations to the curriculum, review how well pupils with SEN make "
        "progress, and use the expertise of trained staff.",
    ),
    "offer-other-education": (
        "Advisory teachers and educational psychologists",
        "Educational psychologists, advisory teachers and the portage service give help outside "
        "the classroom as well.",
    ),
    "offer-training": (
        "Training and work experience",
        "Supported internships and apprenticeships let young people learn at work. Training "
        "providers are listed here.",
    ),
    "offer-health": (
        "Your child's health",
        "NHS therapists, CAMHS, health visitors and the community paediatrics team see children "
        "at clinics and at school.",
    ),
    "offer-social-care": (
        "Children's social care",
        "Ask for an assessment by social care if your disabled child needs more than school can "
        "give. Short breaks give carers a rest.",
    ),
    "offer-travel": (
        "Travel assistance",
        "Travel assistance to schools and colleges may be a bus pass, a minibus or mileage. The "
        "policy says who is eligible.",
    ),
    "offer-adulthood": (
        "Becoming an adult",
        "Preparing for adulthood means finding work, a home of your own, good health, friends "
        "and a place in the community.",
    ),
    "offer-assessment": (
        "Asking for an EHC needs assessment",
        "Anyone who knows the child can request an education, health and care needs assessment; "
        "we decide within six weeks.",
    ),
    "offer-funding": (
        "Money for SEND",
        "High needs funding goes to schools on top of their notional SEN budget. Personal budgets "
        "and direct payments are explained.",
    ),
    "offer-advice-service": (
        "Fixtureland SEND advice service",
        "The SEND Information Advice and Support Service is confidential and independent. Email "
        "sendiass@fixtureland.example.org or ring 01632 960221.",
    ),
    "offer-complaints": (
        "Complaints, disagreements and appeals",
        "How to complain about a school, the council or the NHS, how disagreement resolution "
        "works and how to appeal.",
    ),
    "offer-comments": (
        "Your feedback and our response",
        "Feedback received about the Local Offer this year, and our response to it: what we have "
        "changed and what we plan to change.",
    ),
    "offer-consultation": (
        "Working together on the Local Offer",
        "Families and young people were consulted when we prepared this website, and the parent "
        "carer forum reviews it with us each spring.",
    ),
    "offer-no-internet": (
        "Getting a copy",
        "No internet at home? Ring 01632 960222 and we will post you a paper copy. We can give "
        "you information in alternative formats or other languages.",
    ),
    "offer-school-information": (
        "What each school tells you",
        "See the list of schools below; each has a link to the school's SEN information report.",
    ),
    "offer-post-16-findable": (
        "Choosing a college",
        "You can search our list of colleges and other post-16 providers by place and course.",
    ),
}

REFERRAL: dict[str, Topic] = {
    "offer-early-years": (
        "Early years support",
        "Childminders, nurseries and playgroups offer inclusive places. The early years inclusion "
        "team supports settings.",
    ),
    "offer-schools": (
        "Mainstream education",
        "Mainstream schools provide the graduated approach: SEN support for pupils who need more "
        "than high-quality teaching.",
    ),
    "offer-special-schools": (
        "Special schools",
        "Our special schools teach children whose needs cannot be met elsewhere; enhanced "
        "resource provision is listed too.",
    ),
    "offer-post-16": (
        "College and further education",
        "Further education colleges and sixth forms support students with SEND up to the age "
        "of 25.",
    ),
    "offer-out-of-area": (
        "Outside Exampleton",
        "Services outside the borough that residents can use are part of this Local Offer, out "
        "of borough schools among them.",
    ),
    "offer-approach": (
        "Teaching and learning",
        "How the curriculum is adapted, how progress is assessed, what training staff have and "
        "how children join in activities with others.",
    ),
    "offer-other-education": (
        "Education services",
        "The sensory support service, educational psychologists and specialist teachers for "
        "autism visit schools.",
    ),
    "offer-training": (
        "Learning for work",
        "Traineeships, apprenticeships and supported internships with local employers and "
        "training providers.",
    ),
    "offer-health": (
        "Health and wellbeing",
        "Health services for children with SEND: therapies, nursing, mental health and continence.",
    ),
    "offer-social-care": (
        "Social care",
        "Social care services for disabled children and young adults, from short breaks to "
        "direct payments.",
    ),
    "offer-travel": (
        "Transport",
        "School transport for children with SEND, travel training and blue badges.",
    ),
    "offer-adulthood": (
        "Moving into adulthood",
        "Moving into adulthood: jobs, housing, health and friends for young people with SEND "
        "aged 14 to 25.",
    ),
    "offer-assessment": (
        "EHC plans",
        "The education, health and care needs assessment, step by step, from the request to the "
        "final plan.",
    ),
    "offer-funding": (
        "SEND funding",
        "Where SEND funding comes from: the school's budget, top-up funding and personal budgets.",
    ),
    "offer-advice-service": (
        "Exampleton SENDIASS",
        "Impartial advice for parents, carers and young people. Phone 01632 960331.",
    ),
    "offer-complaints": (
        "How to complain",
        "If you are not happy with support, here is how to complain, ask for mediation or appeal.",
    ),
    "offer-comments": (
        "You said we did",
        "Comments about the Local Offer and the council's response, published each year.",
    ),
    "offer-consultation": (
        "Co-production",
        "Co-produced with children and young people and their parents: how families shape the "
        "Local Offer.",
    ),
    "offer-no-internet": (
        "Other ways to read this",
        "If you cannot get online, staff at family hubs print pages for you. Ask for easy read "
        "or translated versions.",
    ),
    "offer-school-information": (
        "School information",
        "SEN information reports of schools are linked from the record of each school.",
    ),
    "offer-post-16-findable": (
        "Find post-16 options",
        "Find post-16 options with the filter for colleges and training.",
    ),
}
