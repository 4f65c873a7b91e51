"""Vietnamese names of document classes, document kinds and proposal states."""

from django.utils.translation import gettext_lazy as _

from thuocdo.directives.rules import DocumentClass, FigureState, FileState, ProposalState

DOCUMENT_CLASS = {
    DocumentClass.PUBLIC.value: _("Công khai"),
    DocumentClass.INTERNAL.value: _("Nội bộ"),
    DocumentClass.PERSONAL.value: _("Có dữ liệu cá nhân"),
}
PROPOSAL_STATE = {
    ProposalState.PENDING.value: _("Chưa xem"),
    ProposalState.ACCEPTED.value: _("Đã nhận"),
    ProposalState.REJECTED.value: _("Đã bỏ"),
    ProposalState.MERGED.value: _("Đã gộp"),
    ProposalState.SPLIT.value: _("Đã tách"),
}
FIGURE_STATE = {
    FigureState.PENDING.value: _("Chưa xem"),
    FigureState.ACCEPTED.value: _("Đã nhận"),
    FigureState.REFUSED.value: _("Đã bỏ"),
}
FILE_STATE = {
    FileState.WAITING.value: _("Chờ đọc"),
    FileState.READING.value: _("Đang đọc"),
    FileState.TAKEN_IN.value: _("Đã tiếp nhận"),
    FileState.KNOWN.value: _("Đã có sẵn"),
    FileState.REFUSED.value: _("Bị từ chối"),
    FileState.CLASSIFIED.value: _("Từ chối vì dấu mật"),
}
KIND = {
    "thong-bao": _("Thông báo"),
    "ket-luan": _("Kết luận"),
    "nghi-quyet": _("Nghị quyết"),
    "nghi-dinh": _("Nghị định"),
    "quyet-dinh": _("Quyết định"),
    "chi-thi": _("Chỉ thị"),
    "cong-dien": _("Công điện"),
    "cong-van": _("Công văn"),
    "ke-hoach": _("Kế hoạch"),
    "chuong-trinh": _("Chương trình"),
    "thong-tu": _("Thông tư"),
    "bao-cao": _("Báo cáo"),
    "huong-dan": _("Hướng dẫn"),
    "quy-che": _("Quy chế"),
    "to-trinh": _("Tờ trình"),
    "quy-dinh": _("Quy định"),
    "bien-ban": _("Biên bản"),
    "de-an": _("Đề án"),
    "thong-tri": _("Thông tri"),
    "giay-moi": _("Giấy mời"),
    "luat": _("Luật"),
    "bo-luat": _("Bộ luật"),
    "phap-lenh": _("Pháp lệnh"),
    "lenh": _("Lệnh"),
    "nghi-quyet-lien-tich": _("Nghị quyết liên tịch"),
    "thong-tu-lien-tich": _("Thông tư liên tịch"),
    "phuong-an": _("Phương án"),
    "du-an": _("Dự án"),
    "quy-hoach": _("Quy hoạch"),
    "chien-luoc": _("Chiến lược"),
    "dieu-le": _("Điều lệ"),
    "thong-cao": _("Thông cáo"),
    "tuyen-bo": _("Tuyên bố"),
    "loi-keu-goi": _("Lời kêu gọi"),
    "hop-dong": _("Hợp đồng"),
    "ban-ghi-nho": _("Bản ghi nhớ"),
    "ban-thoa-thuan": _("Bản thỏa thuận"),
    "thu-cong": _("Thư công"),
    "giay-gioi-thieu": _("Giấy giới thiệu"),
    "giay-uy-quyen": _("Giấy ủy quyền"),
    "giay-nghi-phep": _("Giấy nghỉ phép"),
    "phieu-gui": _("Phiếu gửi"),
    "phieu-chuyen": _("Phiếu chuyển"),
    "phieu-bao": _("Phiếu báo"),
    "tin-bai": _("Tin bài"),
}
