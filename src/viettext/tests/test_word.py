"""Word files as Word shows them: changes, boxes, lists, tables, fonts of before Unicode."""

import pytest

from viettext import extract
from viettext.readers import read_bytes
from viettext.tests.files import docx_parts, paragraph, word_xml


def lines(body, **parts):
    return read_bytes(docx_parts(document=word_xml(body), **parts), "a.docx").text.split("\n")


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def boxed(text):
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(text)}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def level(at, form, text, more=""):
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>{more}</w:lvl>"
    )


def listed(text, at=0, number=1):
    return paragraph(text, f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{number}'/></w:numPr>")


def numbering(*levels, more=""):
    first = f"<w:abstractNum w:abstractNumId='7'>{''.join(levels)}</w:abstractNum>"
    return f"{first}<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>{more}"


def test_deleted_words_are_out_and_inserted_ones_in():
    body = (
        "<w:p>" + run("Giao Sở ")
        + f"<w:del>{run('Y tế').replace('w:t', 'w:delText')}</w:del><w:ins>{run('Nội vụ')}</w:ins>"
        + f"<w:moveFrom>{run(' cũ')}</w:moveFrom><w:moveTo>{run(' báo cáo.')}</w:moveTo></w:p>"
    )  # fmt: skip
    assert lines(body) == ["Giao Sở Nội vụ báo cáo."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    body = paragraph("Giao Sở Y tế", "<w:rPr><w:del/></w:rPr>") + paragraph(" báo cáo.")
    assert lines(body) == ["Giao Sở Y tế báo cáo."]


def test_a_deleted_row_is_out():
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("cũ") + cell("bỏ") + "</w:tr>"
    body = table([cell("Việc"), cell("Hạn")], [cell("Lập sổ"), cell("Quý I")]).replace("</w:tbl>", gone + "</w:tbl>")
    assert lines(body) == ["Việc | Hạn |", "Lập sổ | Quý I |"]


def test_a_text_box_stands_once_behind_its_paragraph():
    body = f"<w:p>{run('Nội dung.')}<w:r>{boxed('MẬT')}</w:r></w:p>" + paragraph("Tiếp theo.")
    assert lines(body) == ["Nội dung.", "MẬT", "Tiếp theo."]


def test_an_old_text_box_is_read_too_and_told_as_margin():
    inner = f"<v:textbox><w:txbxContent>{paragraph('Hộp cũ')}</w:txbxContent></v:textbox>"
    box = f"<w:r><w:pict><v:shape>{inner}</v:shape></w:pict></w:r>"
    read = read_bytes(docx_parts(document=word_xml(f"<w:p>{run('Chữ.')}{box}</w:p>")), "a.docx")
    assert (read.text, read.margins) == ("Chữ.\nHộp cũ", "Hộp cũ")


def test_links_fields_and_content_controls_are_read_through():
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p>" + run("Theo ")
        + f"<w:hyperlink>{run('Nghị quyết')}</w:hyperlink><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        + "<w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        + f"{run(' số 5')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        + f"<w:sdt><w:sdtContent>{run(' này')}</w:sdtContent></w:sdt>"
        + "</w:p></w:sdtContent></w:sdt>"
    )  # fmt: skip
    assert lines(body) == ["Theo Nghị quyết số 5 này"]


def test_a_table_of_contents_and_hidden_words_are_left_out():
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('Phần I ... 3')}</w:sdtContent></w:sdt>"
    )
    assert lines(contents + f"<w:p>{run('thấy')}{run('giấu', '<w:vanish/>')}</w:p>") == ["thấy"]


def test_margins_and_notes_are_kept_apart():
    header = word_xml(paragraph("TỐI MẬT")).replace("w:document", "w:hdr")
    notes = word_xml(paragraph("Ghi chú 1")).replace("w:document", "w:footnotes")
    body = f"<w:p>{run('Nội dung.')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    other = {"word/header1.xml": header, "word/footnotes.xml": notes}
    read = read_bytes(docx_parts(document=word_xml(body), other=other), "a.docx")
    assert (read.text, read.margins.split("\n")) == ("Nội dung.", ["TỐI MẬT", "Ghi chú 1"])


def test_headings_are_numbered_by_their_style_through_what_it_is_based_on():
    levels = (
        level(0, "upperRoman", "%1.", "<w:pStyle w:val='H1'/>"),
        level(1, "decimal", "%2.", "<w:pStyle w:val='H2'/>"),
    )
    number = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    styles = (
        f"<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/>{number}</w:style>"
        f"<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/>{number}</w:style>"
        "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='H1'/></w:style>"
    )
    named = [("A", "H1"), ("B", "H2"), ("C", "H2"), ("D", "Own"), ("E", "H2")]
    body = "".join(paragraph(text, f"<w:pStyle w:val='{style}'/>") for text, style in named)
    found = lines(body, numbering=numbering(*levels), styles=styles)
    assert found == ["I. A", "1. B", "2. C", "II. D", "1. E"]


def test_numbers_of_every_level_restart_and_combine():
    levels = (
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2."),
        level(2, "lowerLetter", "%3)"),
        level(3, "bullet", "+"),
    )
    body = (
        listed("A") + listed("B", 1) + listed("C", 1) + listed("D", 2) + listed("E", 3) + listed("F") + listed("G", 1)
    )
    found = lines(body, numbering=numbering(*levels))
    assert found == ["1. A", "1.1. B", "1.2. C", "a) D", "+ E", "2. F", "2.1. G"]


def test_a_list_that_starts_anew_counts_from_its_start():
    anew = (
        "<w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/>"
        "</w:lvlOverride></w:num>"
    )
    body = listed("A") + listed("B") + listed("C", number=2) + listed("D", number=2)
    found = lines(body, numbering=numbering(level(0, "decimal", "%1)"), more=anew))
    assert found == ["1) A", "2) B", "5) C", "6) D"]


def test_capitals_are_shown_as_such():
    assert lines(f"<w:p>{run('Thông báo', '<w:caps/>')}</w:p>") == ["THÔNG BÁO"]


def test_a_cell_merged_downwards_holds_for_each_row():
    rows = (
        [cell("Nhiệm vụ"), cell("Chủ trì"), cell("Hạn")],
        [cell("Lập sổ"), cell("Sở Y tế", "<w:vMerge w:val='restart'/>"), cell("30/6/2025")],
        [cell("Báo cáo"), cell("", "<w:vMerge/>"), cell("31/7/2025")],
    )
    text = "\n".join(lines(table(*rows)))
    assert text.split("\n")[1:] == ["Lập sổ | Sở Y tế | 30/6/2025 |", "Báo cáo | Sở Y tế | 31/7/2025 |"]
    assert [t.lead for t in extract(text).assignments] == [["Sở Y tế"]] * 2


def test_a_heading_over_columns_holds_for_each_and_rows_keep_their_columns():
    two = "<w:gridSpan w:val='2'/>"
    rows = (
        [cell("Nhiệm vụ", "<w:vMerge w:val='restart'/>"), cell("Cơ quan thực hiện", two)],
        [cell("", "<w:vMerge/>"), cell("Chủ trì"), cell("Phối hợp")],
        [cell("Lập sổ"), cell("Sở Y tế", two)],
        [cell("I. Nhóm một", "<w:gridSpan w:val='3'/>")],
        [cell("Báo cáo"), cell("Sở Nội vụ"), cell("Sở Tài chính")],
    )
    assert lines(table(*rows)) == [
        "Nhiệm vụ | Cơ quan thực hiện | Cơ quan thực hiện |",
        "Nhiệm vụ | Chủ trì | Phối hợp |",
        "Lập sổ | Sở Y tế | |".replace("| |", "|  |"),
        "I. Nhóm một |",
        "Báo cáo | Sở Nội vụ | Sở Tài chính |",
    ]


def test_a_table_within_a_cell_stays_in_its_cell():
    inner = "<w:tc>" + table([cell("a"), cell("b")]) + paragraph("") + "</w:tc>"
    assert lines(table([cell("Việc"), inner])) == ["Việc | a / b / |"]


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        (".VnTime", "Céng hßa x· héi", "Cộng hòa xã hội"),
        (".VnTimeH", "th«ng b¸o", "THÔNG BÁO"),
        ("VNI-Times", "Coäng hoøa xaõ hoäi", "Cộng hòa xã hội"),
        (".VnTime", "Cộng hòa", "Cộng hòa"),
        ("Times New Roman", "Cộng hòa", "Cộng hòa"),
    ],
)
def test_fonts_of_before_unicode_are_read_as_they_show(font, typed, shown):
    typed_in = run(typed, f"<w:rFonts w:ascii='{font}'/>")
    assert lines(f"<w:p>{typed_in}</w:p>") == [shown]


def test_a_sign_in_a_run_of_its_own_joins_its_letter():
    font = '<w:rFonts w:ascii="VNI-Times"/>'
    assert lines(f"<w:p>{run('Vie', font)}{run('ät Nam', font)}</w:p>") == ["Việt Nam"]


def test_the_font_comes_from_the_style_where_the_run_names_none():
    styles = (
        "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/>"
        "<w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr></w:style>"
    )
    assert lines(paragraph("ñy ban nh©n d©n"), styles=styles) == ["ủy ban nhân dân"]


def test_macros_are_not_run_and_told_of():
    content = docx_parts(document=word_xml(paragraph("Giao Sở Y tế.")), other={"word/vbaProject.bin": b"x"})
    read = read_bytes(content, "a.docm")
    assert read.text == "Giao Sở Y tế."
    assert "macro" in read.notes[0]


def test_a_new_file_under_the_old_name_is_read():
    assert read_bytes(docx_parts(document=word_xml(paragraph("Chữ"))), "a.doc").text == "Chữ"
