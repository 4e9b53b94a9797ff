"""Fields every proposal's form has."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.foundation.kernel.problems import Refusal


def day_sent(request: Any, name: str, title: str) -> date:
    """A day the form sent. Raises Refusal that names the field."""
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Refusal(f"{title}看不懂", "写成 2024-04-03") from None


def dated(request: Any) -> dict[str, Any]:
    """From when on, by which paper, by whom: what every dated change carries."""
    return {
        "valid_from": day_sent(request, "valid_from", "起始日期"),
        "source": request.POST.get("source", "").strip(),
        "post": request.post,
    }


def proposed(request: Any) -> HttpResponse:
    """Back to the proposals, with what happens next."""
    messages.success(request, "已提请，待另一位同事审批后生效")
    return redirect("proposals")
