"""Short documents that plainly say what they are, and pages that only list documents."""

from __future__ import annotations

from extractors import kinds
from extractors.html import read_html
from extractors.model import Block, Document, Passage


def file_of(title: str, *blocks: str) -> Document:
    passage = Passage(title, 1, tuple(Block(text, page=1) for text in blocks), page=1)
    return Document(sha256="0" * 64, format="pdf", title=title, passages=(passage,), pages=1)


def test_a_policy_of_one_page_that_describes_no_provision_is_a_policy() -> None:
    document = file_of(
        "SEN Policy",
        "Adopted by the governing board 10 March 2026. Next review March 2027.",
        "This policy is recommended, not required by law. It was written by the SENCO with a "
        "group of teachers, parents of pupils with SEN and two governors, and a draft was "
        "discussed with the whole staff before it was adopted by the governing board.",
        "The purpose of this policy is to set out who is responsible for pupils with SEN, and "
        "to raise what we expect of them.",
        "The headteacher works with the SENCO and the governors on the direction of SEN. The "
        "SENCO runs the policy from day to day. Teachers plan for every pupil in their class. "
        "Governors appoint a link governor for SEN and see how the policy works each summer.",
        "This policy should be read with our policies on behaviour, safeguarding and equality. "
        "Records about pupils with SEN are kept in a locked cabinet.",
    )
    assert kinds.classify(document).kind == "sen-policy"


def test_a_page_that_lists_policies_is_none_of_them() -> None:
    names = [
        "Complaints Policy",
        "SEND Policy",
        "Accessibility Plan",
        "Equality Objectives",
        "Behaviour Policy",
        "Admissions Policy",
        "Charging and Remissions Policy",
        "Anti-Bullying Policy",
        "Attendance Policy",
        "Uniform Policy",
        "Safeguarding and Child Protection Policy",
        "Supporting Pupils with Medical Conditions Policy",
    ]
    items = "".join(f'<li><a href="/files/{n}.pdf">{name}</a></li>' for n, name in enumerate(names))
    page = (
        "<html><body><main><h1>Policies</h1><p>Our policies can be read here. Ask the office for "
        f"a paper copy of any of them.</p><ul>{items * 4}</ul></main></body></html>"
    )
    document = read_html(page.encode(), url="http://school.example.org/policies")
    assert kinds.classify(document).kind == "other"
