"""Filled forms opened by LibreOffice: what was filled in is on the page, and sums are counted anew."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.reports.office_forms import test_filling_documents as documents
from tests.reports.office_forms.forms import filled, form, records

MISSING = [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}"),
]


def _page(name: str, content: bytes, folder: Path) -> list[str]:
    """The lines of the pages, what stands side by side in one."""
    (folder / name).write_bytes(content)
    setting = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = ["soffice", "--headless", setting, "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    text = ["pdftotext", "-layout", str((folder / name).with_suffix(".pdf")), "-"]
    said = subprocess.run(text, check=True, capture_output=True, text=True).stdout
    return ["".join(line.split()) for line in said.splitlines() if line.strip()]


def _landscape(sheet: object) -> None:
    sheet.page_setup.orientation = "landscape"  # type: ignore[attr-defined]
    sheet.page_setup.fitToHeight = 0  # type: ignore[attr-defined]
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[attr-defined]


def test_a_filled_workbook_with_rows_added_is_opened_and_its_sum_counted(tmp_path: Path) -> None:
    lines = _page("filled.xlsx", filled(form(10, _landscape), records(14)).content, tmp_path)
    text = "".join(lines)
    assert all(f"第{number}件" in text for number in range(1, 15))
    assert any("合计" in line and line.endswith("21") for line in lines)
    assert lines[-1].startswith("填表人：")


def test_a_filled_document_with_rows_added_is_opened_whole(tmp_path: Path) -> None:
    lines = _page("filled.docx", documents.filled(documents.document(), records(7)).content, tmp_path)
    assert [line[0] for line in lines if "王处" in line] == [*"1234567"]
    assert [line for line in lines if "合计" in line or "负责人" in line] == ["合计", "负责人（签名）："]
