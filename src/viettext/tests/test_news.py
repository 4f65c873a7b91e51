"""News of meetings: orders told in running prose, one passage for each addressee, date and case."""

import pytest

from viettext import extract

NEWS = "Sáng 5/8/2026, tại tỉnh Sơn Bình, hội nghị bàn về phát triển kinh tế - xã hội đã diễn ra.\n\n"


def read(words):
    """Lead, deadline and the first words of each assignment in a paragraph of the news."""
    found = extract(f"{NEWS}{words}\n\nHội nghị kết thúc cùng ngày.\n", trained=False).assignments
    return [(", ".join(t.lead), t.deadline.on.isoformat() if t.deadline and t.deadline.on else None) for t in found]


def quotes(words):
    found = extract(f"{NEWS}{words}\n\nHội nghị kết thúc cùng ngày.\n", trained=False).assignments
    return [t.quote for t in found]


@pytest.mark.parametrize(
    "words",
    [
        "Theo đề án, Sở Y tế chủ trì, phối hợp với các sở, ngành, địa phương lập danh mục thuốc thiếu.",
        "Theo phân công, Sở Công Thương phối hợp với các hiệp hội, doanh nghiệp mở sàn giao dịch nông sản.",
    ],
)
def test_a_class_among_those_to_work_with_is_no_addressee(words):
    assert quotes(f"Ông yêu cầu Sở Nội vụ rà soát biên chế.\n\n{words}")[1:] == [words]


@pytest.mark.parametrize(
    ("words", "second"),
    [
        (
            "Ông yêu cầu nhà thầu tăng ca trước ngày 15/9; nếu còn chậm, Sở Xây dựng tham mưu thay thế.",
            "nếu còn chậm, Sở Xây dựng tham mưu thay thế.",
        ),
        (
            "Ông yêu cầu các xã sơ tán dân, khi mưa vượt 100 mm, lực lượng biên phòng hỗ trợ ngay.",
            "khi mưa vượt 100 mm, lực lượng biên phòng hỗ trợ ngay.",
        ),
        (
            "Ông giao Sở Y tế cấp thuốc; đồng thời, Sở Tài chính bố trí kinh phí.",
            "đồng thời, Sở Tài chính bố trí kinh phí.",
        ),
        (
            "Ông giao Sở Nội vụ lập danh sách, riêng các xã biên giới hoàn thành trước ngày 30/9.",
            "riêng các xã biên giới hoàn thành trước ngày 30/9.",
        ),
        (
            "Ông giao các phường chi trả đúng hạn, riêng hồ sơ còn vướng phải giải quyết xong trong tháng 9.",
            "riêng hồ sơ còn vướng phải giải quyết xong trong tháng 9.",
        ),
    ],
)
def test_a_case_or_a_link_belongs_to_the_passage_that_it_opens(words, second):
    found = quotes(words)
    assert len(found) == 2
    assert found[1] == second


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("Ông giao Sở Nội vụ trình đề án trước ngày 20/9. Rà soát biên chế các xã.", ["2026-09-20", None]),
        ("Ông giao Sở Nội vụ trình đề án trước ngày 20/9. Sau đó, sở này mở lớp tập huấn.", ["2026-09-20", None]),
        ("Ông giao Sở Nội vụ trình đề án trước ngày 20/9. Đề án phải nêu rõ lộ trình.", ["2026-09-20"]),
        ("Ông giao Sở Nội vụ trình đề án trước ngày 20/9. Cần làm rõ nguồn vốn.", ["2026-09-20"]),
    ],
)
def test_a_sentence_that_asks_for_something_of_its_own_is_not_dated_by_the_one_before(words, dates):
    assert [due for _, due in read(words)] == dates


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Ông yêu cầu nhà thầu Công ty cổ phần Xây dựng cầu 12 bù tiến độ.", "Công ty cổ phần Xây dựng cầu 12"),
        ("Ông yêu cầu chủ đầu tư Ban Quản lý dự án Sông Lam rà soát hồ sơ.", "Ban Quản lý dự án Sông Lam"),
        (
            "Ông phê bình Công ty Cổ phần Nước sạch An Thịnh chậm trễ; yêu cầu công ty này di dời đường ống.",
            "Công ty Cổ phần Nước sạch An Thịnh",
        ),
        (
            "Ông biểu dương Tập đoàn Xây dựng Hòa An. Ông đề nghị Tập đoàn này thi công 3 ca.",
            "Tập đoàn Xây dựng Hòa An",
        ),
        ("Ông yêu cầu các xã Tân Lập, Hòa An khẩn trương bàn giao đất.", "các xã Tân Lập, Hòa An"),
        (
            "Ông yêu cầu UBND 3 phường An Khê, Hải Tân, Phú Lộc rà soát vỉa hè.",
            "UBND 3 phường An Khê, Hải Tân, Phú Lộc",
        ),
        ("Ông yêu cầu các xã vùng lũ lập đội cứu hộ.", "các xã vùng lũ"),
        (
            "Ông yêu cầu Bí thư Đảng ủy, Chủ tịch UBND các xã, phường bám cơ sở.",
            "Bí thư Đảng ủy, Chủ tịch UBND các xã, phường",
        ),
        (
            "Ông yêu cầu Bí thư Tỉnh ủy, Chủ tịch UBND các tỉnh Hà Tĩnh, Quảng Trị chỉ đạo tìm người mất tích.",
            "Bí thư Tỉnh ủy, Chủ tịch UBND các tỉnh Hà Tĩnh, Quảng Trị",
        ),
    ],
)
def test_names_end_where_they_should(words, lead):
    assert [name for name, _ in read(words)] == [lead]


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Riêng 2 xã Tân Lập, Hòa An, ông giao tổ chức lại khu neo đậu.", "2 xã Tân Lập, Hòa An"),
        ("Về phía các nhà thầu, ông đề nghị tăng cường thiết bị.", "các nhà thầu"),
        ("Chủ tịch tỉnh phê bình UBND xã Tân Lập để mất rừng; yêu cầu kiểm điểm trách nhiệm.", "UBND xã Tân Lập"),
    ],
)
def test_an_order_without_addressee_is_for_whom_it_is_about_or_whom_it_blames(words, lead):
    assert [name for name, _ in read(words)] == [lead]


def test_what_an_order_is_about_is_not_its_addressee():
    assert read("Đối với các xã, phường, ông đề nghị rà soát lại trang thiết bị.") == []


@pytest.mark.parametrize(
    "words",
    [
        "UBND tỉnh kiến nghị Bộ Xây dựng phê duyệt dự án; đề nghị Bộ Tài chính bố trí vốn.",
        "Đại diện các nhà thầu đề nghị địa phương bàn giao mặt bằng, giao Sở Xây dựng công bố giá cát.",
        "“Chính quyền phải đồng hành bằng tấm lòng, nói đi đôi với làm”, ông nhấn mạnh.",
    ],
)
def test_petitions_and_sayings_assign_nothing(words):
    assert read(words) == []


def test_paragraphs_behind_an_announced_order_each_tell_somebody():
    found = read(
        "Thủ tướng Chính phủ yêu cầu:\n\nChủ tịch UBND các tỉnh Hà Tĩnh, Quảng Trị tổ chức tìm người mất tích.\n\n"
        "Di dời ngay các hộ ven sông, hoàn thành trước ngày 30/9/2026.\n\n"
        "Bộ Y tế, Bộ Quốc phòng: Cử đội quân y đến các xã vùng lũ.\n\nNgười dân vùng lũ đang dần ổn định cuộc sống."
    )
    assert found == [
        ("Chủ tịch UBND các tỉnh Hà Tĩnh, Quảng Trị", None),
        ("Chủ tịch UBND các tỉnh Hà Tĩnh, Quảng Trị", "2026-09-30"),
        ("Bộ Y tế, Bộ Quốc phòng", None),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Theo Phó Thủ tướng, Bộ Y tế cần sớm ban hành thông tư.", ["Bộ Y tế"]),
        ("Theo ông Nam, các trạm y tế phải dự trữ đủ thuốc.", ["các trạm y tế"]),
        ("Ông Nam đề nghị, thời gian tới, Sở Y tế cần mở lớp; các phường bố trí người dự.", ["Sở Y tế", "các phường"]),
        ("Chủ tịch tỉnh yêu cầu, trong quý IV, Sở Nội vụ lập lại danh sách.", ["Sở Nội vụ"]),
        ("Các đồn biên phòng giữ liên lạc với tàu cá, Chủ tịch tỉnh yêu cầu.", ["các đồn biên phòng"]),
        ("Ông đề nghị người dân bình tĩnh; các trạm y tế báo cáo ca bệnh.", ["các trạm y tế"]),
        ("Thủ tướng yêu cầu đẩy mạnh cải cách. Bộ Nội vụ cắt giảm thủ tục.", ["Bộ Nội vụ"]),
        ("Trước mắt, theo ông Nam, cần giữ nguồn nước. Sở Y tế lấy mẫu hằng tuần.", ["Sở Y tế"]),
        ("Phát biểu chỉ đạo, Bí thư Tỉnh ủy đề nghị Sở Y tế mở lớp.", ["Sở Y tế"]),
        ("Ông yêu cầu các tỉnh Sơn La, Lai Châu dứt điểm bàn giao đất.", ["các tỉnh Sơn La, Lai Châu"]),
        ("Ông yêu cầu UBND phường Ngô Quyền vận động các hộ còn lại.", ["UBND phường Ngô Quyền"]),
        (
            "Ông đề nghị các đồng chí Bộ trưởng, Trưởng ngành, Chủ tịch các địa phương trực tiếp chỉ đạo.",
            ["Bộ trưởng, Trưởng ngành, Chủ tịch các địa phương"],
        ),
    ],
)
def test_who_is_told_is_found_however_the_speaker_is_named(words, found):
    assert [name for name, _ in read(words)] == found


@pytest.mark.parametrize(
    "words",
    [
        "Theo báo cáo, từ đầu năm các bộ, ngành được giao 46 nhiệm vụ, trong đó đã hoàn thành 38 nhiệm vụ.",
        "Theo quy định tại nghị định mới, UBND cấp xã có trách nhiệm trả kết quả trong 5 ngày.",
    ],
)
def test_what_has_been_given_and_what_the_law_asks_of_all_assigns_nothing(words):
    assert read(words) == []


def test_a_sentence_that_only_dates_belongs_to_the_one_before():
    assert read("Sở Y tế được giao lập đề án cấp cứu ngoại viện. Thời hạn hoàn thành: tháng 9/2026.") == [
        ("Sở Y tế", "2026-09-30")
    ]


def test_what_may_not_take_longer_has_a_deadline():
    assert read("Ông yêu cầu Sở Y tế duyệt phương án, không để chậm quá ngày 20/9/2026.") == [("Sở Y tế", "2026-09-20")]


def test_a_number_of_tasks_announces_their_list():
    found = read(
        "Bí thư Tỉnh ủy đề nghị Đảng ủy xã Hòa An tập trung 3 nhóm nhiệm vụ.\n\nThứ nhất, bố trí lại cán bộ.\n\n"
        "Thứ hai, số hóa hồ sơ đất đai, xong trong tháng 9.\n\nThứ ba, chăm lo các hộ nghèo."
    )
    assert found == [
        ("Đảng ủy xã Hòa An", None),
        ("Đảng ủy xã Hòa An", "2026-09-30"),
        ("Đảng ủy xã Hòa An", None),
    ]


def test_a_lede_stands_where_what_follows_only_names_the_same_body():
    lede = (
        "Tại cuộc họp ngày 5/8/2026, Phó Thủ tướng đề nghị Bộ Tài chính tiếp thu ý kiến, hoàn thiện dự thảo nghị định."
    )
    found = extract(f"Họp về thuế\n\n{lede}\n\nÔng giao Bộ Tài chính làm rõ tiêu chí.\n\nHọp xong.\n", trained=False)
    assert [t.quote for t in found.assignments] == [lede, "Ông giao Bộ Tài chính làm rõ tiêu chí."]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Thủ tướng giao Bộ Tài chính bố trí vốn, Bộ Nội vụ bổ sung biên chế trong tháng 9.",
            [("Bộ Tài chính", None), ("Bộ Nội vụ", "2026-09-30")],
        ),
        (
            "Ông yêu cầu Sở Xây dựng kiểm tra hiện trường, UBND xã Tân Lập cắm biển cảnh báo.",
            [("Sở Xây dựng", None), ("UBND xã Tân Lập", None)],
        ),
        ("Ông giao Sở Y tế trình Bộ Y tế, Bộ Tài chính thẩm định phương án.", [("Sở Y tế", None)]),
        ("Ông yêu cầu các xã báo cáo UBND tỉnh, Sở Y tế kết quả.", [("các xã", None)]),
    ],
)
def test_bodies_share_an_order_but_not_where_something_is_sent_to_them(words, found):
    assert read(words) == found


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Các doanh nghiệp kinh doanh xăng dầu phải duy trì nguồn cung.", "các doanh nghiệp kinh doanh xăng dầu"),
        ("Các đơn vị quản lý hồ chứa cần vận hành đúng quy trình.", "các đơn vị quản lý hồ chứa"),
        ("Ông lưu ý các địa phương một số nội dung: bố trí đủ người; báo cáo kết quả.", "các địa phương"),
        ("Ông yêu cầu Viện Nghiên cứu Đồng bằng sông Hồng lập bản đồ.", "Viện Nghiên cứu Đồng bằng sông Hồng"),
        ("Ông yêu cầu xã mở đường; ngành điện khôi phục cấp điện.", "ngành điện"),
    ],
)
def test_a_class_is_named_with_what_it_does(words, lead):
    assert read(words)[-1][0] == lead


def test_an_attitude_is_no_task_however_long_the_words_before_it():
    assert read("Đồng chí Bí thư Tỉnh ủy đề nghị mỗi cán bộ, đảng viên nêu cao tinh thần trách nhiệm.") == []


def test_blame_before_an_order_is_no_task_of_its_own():
    assert read("Phê bình UBND xã Tân Lập để mất rừng; yêu cầu kiểm điểm trách nhiệm, xong trước ngày 20/9/2026.") == [
        ("UBND xã Tân Lập", "2026-09-20")
    ]


def test_in_running_prose_a_date_beside_none_makes_two_whatever_the_model_says():
    text = (
        f"{NEWS}Bí thư Tỉnh ủy đề nghị Đảng ủy xã Tân Lập đối thoại với dân.\n\n"
        "Ngoài ra, phải tập trung tháo gỡ vướng mắc về đất đai trước ngày 30/9/2026; tích cực khởi công dự án lớn.\n"
    )
    due = [t.deadline.on.isoformat() if t.deadline and t.deadline.on else None for t in extract(text).assignments]
    assert due == [None, "2026-09-30", None]
