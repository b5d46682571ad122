"""Filling an office's own forms: the tables of a workbook or a Word document, everything else of them as it was.

`package` carries a file over byte for byte but for the parts that are patched, `headings` matches what a form calls
its columns with what the records have, `sheet` and `moving` read and patch a sheet, `xlsx` and `docx` fill forms.
"""
