"""Wordings of policy parts in other idioms, as (kind, sentence): present, then absent."""

from __future__ import annotations

from extractors.model import Kind

PRESENT: dict[str, list[tuple[Kind, str]]] = {
    "policy-status": [
        ("sen-policy", "It is a statutory requirement for schools to have a SEND policy."),
        ("sen-policy", "Statutory policy: Yes"),
        ("sen-policy", "This is a non-statutory policy."),
        ("sen-policy", "Every school is required to have an SEN policy."),
        (
            "sen-information-report",
            "The SEND Regulations require all schools to publish an information report.",
        ),
        (
            "sen-information-report",
            "Governors are under a legal duty to publish a report on SEN every year.",
        ),
        (
            "sen-information-report",
            "This report fulfils our duty under section 69 of the Children and Families Act 2014.",
        ),
        ("sen-information-report", "Schools have a duty to publish a SEN Information Report."),
        (
            "sen-information-report",
            "Our school is legally required to publish this report each year.",
        ),
        (
            "accessibility-plan",
            "The Equality Act 2010 requires schools to have an accessibility plan.",
        ),
        (
            "accessibility-plan",
            "This plan is drawn up in accordance with the planning duty in the Equality Act 2010.",
        ),
        (
            "accessibility-plan",
            "The governing body is required to produce an accessibility plan every three years.",
        ),
        ("sen-policy", "This policy meets the requirements of the Children and Families Act 2014."),
        ("sen-information-report", "As part of our statutory duty we publish this information."),
        ("sen-policy", "| Policy status | Statutory |"),
    ],
    "policy-purpose": [
        ("sen-policy", "We have written this policy so that everyone knows what to expect."),
        ("sen-policy", "Our SEND policy aims to ensure that needs are identified."),
        (
            "sen-information-report",
            "Here you will find information about how we support your child.",
        ),
        (
            "sen-information-report",
            "The aim of this information report is to tell parents about our provision.",
        ),
        ("sen-information-report", "In this report you will find out how we support children."),
        ("local-offer", "The questions below answer what parents often ask."),
        (
            "accessibility-plan",
            "The plan sets out the proposals of the governing body to increase access.",
        ),
        (
            "accessibility-plan",
            "This Accessibility Plan sets out how the school will improve access.",
        ),
        (
            "sen-policy",
            "## Policy aims\nThat all pupils receive the teaching and care they need.",
        ),
        (
            "sen-policy",
            "## Our objectives\n- To identify needs early in a pupil's time with us",
        ),
        (
            "sen-policy",
            "The policy describes the way we meet the need of children who experience barriers.",
        ),
        (
            "sen-information-report",
            "## Introduction\nThis report is to let you know how we support children with SEND.",
        ),
        (
            "sen-information-report",
            "We hope this report gives you a clear picture of our provision.",
        ),
    ],
    "policy-consultation": [
        (
            "sen-policy",
            "This policy was written by the SENCO in liaison with staff and parents.",
        ),
        ("sen-policy", "This policy was written by Mrs Sample in consultation with staff."),
        ("sen-policy", "Developed with: staff, governors and parents."),
        ("sen-policy", "Consultation with parents: June 2025"),
        ("sen-policy", "The views of parents were sought when writing this policy."),
        (
            "sen-information-report",
            "Our parent forum has reviewed this report and suggested changes.",
        ),
        (
            "accessibility-plan",
            "The plan was informed by a survey of parents and the views of pupils.",
        ),
        (
            "accessibility-plan",
            "We consulted pupils, parents, staff and governors in drawing up this plan.",
        ),
        (
            "accessibility-plan",
            "Disabled pupils and staff were involved in the drafting of this accessibility plan.",
        ),
        ("sen-policy", "This is a co-produced policy, developed alongside families."),
        ("sen-policy", "Staff, governors and parents have all contributed to this policy."),
        ("sen-policy", "The policy has been shared with parents for comment."),
    ],
    "policy-monitoring": [
        ("sen-policy", "The success of the policy will be judged against the aims set out above."),
        ("sen-policy", "The SEN governor visits each term to check that the policy is working."),
        (
            "sen-information-report",
            "We evaluate our provision through questionnaires, learning walks and progress data.",
        ),
        (
            "sen-information-report",
            "Provision maps are evaluated termly to see which interventions work best.",
        ),
        ("sen-information-report", "We look at whether interventions have made a difference."),
        (
            "accessibility-plan",
            "Progress against the action plan is reported to governors annually.",
        ),
        ("accessibility-plan", "The plan will be monitored by the Resources Committee."),
        ("sen-policy", "Our SEND provision is regularly audited by the local authority."),
        (
            "sen-information-report",
            "Pupil progress data is used to evaluate the effectiveness of interventions.",
        ),
        ("local-offer", "All additional support is evaluated for impact."),
    ],
    "policy-roles": [
        ("sen-information-report", "Class teachers are responsible for planning work."),
        ("sen-policy", "The Governing Body will ensure that the necessary provision is made."),
        (
            "sen-information-report",
            "Our SENCO co-ordinates provision, advises staff and keeps the SEN register.",
        ),
        ("local-offer", "The SEN governor meets with the SENCO every term."),
        ("sen-policy", "Duties of the SENCO include managing teaching assistants."),
    ],
    "policy-cross-references": [
        ("sen-information-report", "Please see our Medical Needs Policy."),
        ("sen-information-report", "Our Complaints Policy is on the website."),
        ("sen-policy", "See the Teaching & Learning policy."),
        ("sen-policy", "Related policies: Admissions, Behaviour, Safeguarding"),
        ("sen-information-report", "Our SEND policy can be found on the website."),
    ],
}

ABSENT: dict[str, list[tuple[Kind, str]]] = {
    "policy-status": [
        ("sen-policy", "This policy has regard to the SEND Code of Practice 2015."),
        ("sen-policy", "The SENCO is required to hold the national award."),
        ("sen-policy", "This policy was written with reference to the following legislation."),
        ("sen-policy", "The school is required to complete annual reviews."),
        ("sen-information-report", "Local authorities must publish a Local Offer."),
        ("sen-policy", "Parents are expected to attend reviews."),
        (
            "sen-information-report",
            "We must tell you if we make special educational provision for your child.",
        ),
    ],
    "policy-purpose": [
        ("sen-information-report", "Our vision is that all children thrive."),
        ("sen-information-report", "Interventions aim to close the gap."),
        ("sen-information-report", "The SENCO explains the plan to parents."),
        ("sen-policy", "An EHC plan describes the child's needs."),
    ],
    "policy-consultation": [
        ("sen-policy", "Parents are consulted before a pupil joins the SEN register."),
        ("sen-policy", "Governors were informed of the number of pupils."),
        ("sen-information-report", "Provision maps are drawn up together with teachers."),
        ("sen-information-report", "One-page profiles are written with pupils."),
        ("sen-policy", "The policy is applied consistently by all staff."),
    ],
    "policy-monitoring": [
        (
            "sen-information-report",
            "Your child's progress is continually monitored by the class teacher.",
        ),
        ("sen-information-report", "Teachers assess children each half term."),
        ("sen-policy", "The EHC plan is monitored by the local authority."),
        ("sen-information-report", "The SENCO monitors the progress of pupils with SEND."),
    ],
    "policy-roles": [
        ("sen-information-report", "Children are responsible for their own belongings."),
        ("sen-information-report", "Mrs Sample is our SENCO."),
    ],
    "policy-cross-references": [
        ("sen-information-report", "The school has an equipment plan for each child."),
        ("sen-information-report", "This information report is for parents."),
        ("sen-policy", "The NHS publishes guidance."),
    ],
}
