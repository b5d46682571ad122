"""What the first frame costs: it is laid out once and drawn once, also where there is much to show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

from screens.today.screen import TodayScreen
from tests.screens.driving import MONDAY, app_on, until_shown
from tests.storage.filling import fill


async def test_today_is_laid_out_once_and_drawn_once_for_its_first_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    app, done = app_on(tmp_path, MONDAY), list[str]()
    lay_out, draw, show = TodayScreen.lay_out, Compositor.render_update, app._display

    def counted_lay_out(screen: TodayScreen) -> None:
        done.append("laid out")
        lay_out(screen)

    def counted_draw(compositor: Compositor, **named: Any) -> object:
        if (update := draw(compositor, **named)) is not None:
            done.append("drawn")
        return update

    def counted_show(screen: Screen[object], update: object) -> None:
        if update is not None and not app._batch_count:
            done.append("shown")
        show(screen, update)  # type: ignore[arg-type]

    monkeypatch.setattr(TodayScreen, "lay_out", counted_lay_out)
    monkeypatch.setattr(Compositor, "render_update", counted_draw)
    monkeypatch.setattr(app, "_display", counted_show)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "0 / 6")
    assert done[: done.index("shown")] == ["laid out", "drawn"]
