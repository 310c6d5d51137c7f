"""The editor's forms: signing in with the token, and judging."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.errors import Refused
from dateline.server import _pages
from dateline.server._desk import Desk
from dateline.server._safety import COOKIE, Editors

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=2000)]


def _editors(request: Request) -> Editors:
    found: Editors = request.app.state.editors
    return found


@router.get("/edit")
def edit(request: Request) -> Response:
    """Show where the token is given, and the judgements."""
    desk: Desk = request.app.state.desk
    found = desk.archive().judgements(undone=True)
    return _pages.render(request, "edit.html", judgements=list(reversed(found))[:200])


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
    desk: Desk = request.app.state.desk
    ruled = desk.archive().judge(
        _pages.plain(left),
        _pages.plain(right),
        same=verdict == "same",
        author=_pages.plain(author) or "editor",
        note=_pages.plain(note) or None,
    )
    return RedirectResponse(f"/records/{ruled.records[0]}#judgements", status_code=303)


@router.post("/judge/undo")
def undo(request: Request, number: Annotated[int, Form(ge=1, le=2**31)], form: Words = "") -> Response:
    """Take a judgement back."""
    _editors(request).check(request, form)
    desk: Desk = request.app.state.desk
    desk.archive().undo(number)
    return RedirectResponse("/edit", status_code=303)
