"""The editor's forms: signing in with the token, and judging."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.errors import Refused
from dateline.server._given import Desks, plain
from dateline.server._rendering import render
from dateline.server._safety import COOKIE, Editors

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=2000)]


def _editors(request: Request) -> Editors:
    found: Editors = request.app.state.editors
    return found


@router.get("/edit")
def edit(request: Request, desk: Desks) -> Response:
    """Show where the token is given, and the judgements."""
    found = desk.archive().judgements(undone=True)
    return render(request, "edit.html", judgements=list(reversed(found))[:200])


@router.post("/edit")
def sign_in(request: Request, token: Words = "", form: Words = "") -> Response:
    """Give an editor the cookie."""
    editors = _editors(request)
    if not editors.is_form(form):
        raise Refused("the form is not one of this server: load the page again", where="form")
    if not editors.is_token(token):
        raise Refused(
            "this is not the editor's token; 'dateline serve' prints it when it starts", where="token"
        )
    answer = RedirectResponse("/edit", status_code=303)
    answer.set_cookie(
        COOKIE, editors.cookie(), httponly=True, samesite="strict", secure=editors.secure, path="/"
    )
    return answer


@router.post("/edit/end")
def sign_out(request: Request, form: Words = "") -> Response:
    """Take the cookie back."""
    _editors(request).check(request, form)
    answer = RedirectResponse("/edit", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.post("/judge")
def judge(
    request: Request,
    desk: Desks,
    left: Words,
    right: Words,
    verdict: Words,
    form: Words = "",
    author: Words = "",
    note: Words = "",
) -> Response:
    """Judge two records or reports, and show the record."""
    _editors(request).check(request, form)
    if verdict not in ("same", "different"):
        raise Refused("say 'same' or 'different'", where="verdict")
    ruled = desk.archive().judge(
        plain(left),
        plain(right),
        same=verdict == "same",
        author=plain(author) or "editor",
        note=plain(note) or None,
    )
    return RedirectResponse(f"/records/{ruled.records[0]}#judgements", status_code=303)


@router.post("/judge/undo")
def undo(
    request: Request, desk: Desks, number: Annotated[int, Form(ge=1, le=2**31)], form: Words = ""
) -> Response:
    """Take a judgement back."""
    _editors(request).check(request, form)
    desk.archive().undo(number)
    return RedirectResponse("/edit", status_code=303)
