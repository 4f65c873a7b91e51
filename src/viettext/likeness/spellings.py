"""Tables for comparing works, all folded: abbreviations, other names of one thing, empty words, verbs by kind."""

from viettext.wordtables import words

# What stands on the left is read as what stands on the right.
SPELLINGS = {
    "ai": "tri tue nhan tao", "cntt": "cong nghe thong tin", "tt&tt": "thong tin va truyen thong",
    "csdl": "co so du lieu", "csdlqg": "co so du lieu quoc gia", "dldc": "du lieu dan cu", "cds": "chuyen doi so",
    "dmst": "doi moi sang tao", "kh&cn": "khoa hoc va cong nghe", "khcn": "khoa hoc va cong nghe",
    "gd&dt": "giao duc va dao tao", "gddt": "giao duc va dao tao", "tthc": "thu tuc hanh chinh",
    "dvctt": "dich vu cong truc tuyen", "dvc": "dich vu cong", "dvvl": "dich vu viec lam", "nsnn": "ngan sach nha nuoc",
    "nstw": "ngan sach trung uong", "shtt": "so huu tri tue", "hddt": "hoa don dien tu", "tmdt": "thuong mai dien tu",
    "cccd": "can cuoc cong dan", "vneid": "dinh danh dien tu", "nq": "nghi quyet", "qd": "quyet dinh",
    "ct": "chi thi", "kh": "ke hoach", "tt": "thong tu", "nd": "nghi dinh", "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan", "bcd": "ban chi dao", "tw": "trung uong", "ttcp": "thu tuong chinh phu",
    "vpcp": "van phong chinh phu", "ubtvqh": "uy ban thuong vu quoc hoi", "tgv": "to giup viec", "tct": "to cong tac",
    "gpmb": "giai phong mat bang", "tdc": "tai dinh cu", "noxh": "nha o xa hoi", "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te", "bhtn": "bao hiem that nghiep", "cchc": "cai cach hanh chinh", "cbccvc": "cong chuc",
    "cbcc": "cong chuc", "attt": "an toan thong tin", "anm": "an ninh mang", "pccc": "phong chay chua chay",
    "ktxh": "kinh te xa hoi", "qlnn": "quan ly nha nuoc", "ttdl": "trung tam du lieu",
    "ttdlqg": "trung tam du lieu quoc gia", "vbqppl": "van ban quy pham phap luat", "dn": "doanh nghiep",
    "dnnvv": "doanh nghiep nho va vua", "dnnn": "doanh nghiep nha nuoc", "tand": "toa an nhan dan",
    "vi mach ban dan": "ban dan", "chip ban dan": "ban dan", "vi mach": "ban dan", "chip": "ban dan",
    "data": "du lieu", "boi duong": "dao tao", "tap huan": "dao tao", "can bo cong chuc": "cong chuc",
    "trang thong tin": "cong thong tin", "cap xa": "xa", "xa phuong": "xa", "phuong xa": "xa",
    "xa phuong dac khu": "xa", "cap tinh": "tinh", "tinh thanh pho": "tinh", "hang thang": "hang thang",
    "moi thang": "hang thang", "moi quy": "hang quy", "moi nam": "hang nam", "ba con": "nguoi dan",
    "nhan dan": "nguoi dan", "tich hop": "ket noi", "lien thong": "ket noi", "uy ban nhan dan": "uy ban nhan dan",
    "san giao dich": "san", "mot tram": "100", "muoi": "10", "thu nhat": "thu 1", "thu hai": "thu 2",
    "thu ba": "thu 3", "thu tu": "thu 4", "thu nam": "thu 5", "thu sau": "thu 6", "thu bay": "thu 7",
    "thu tam": "thu 8", "thu chin": "thu 9", "thu muoi": "thu 10",
}  # fmt: skip
# Words that tell nothing of what a work is about.
EMPTY = words("""
    va | cua | cac | cho | voi | tai | ve | theo | den | trong | tren | tu | duoc | la | nhung | mot | khi | de | do
    o | co | nay | bang | nhu | cung | phai | can | sau | truoc | ngay | het | xong | ra | vao | lai | dang | se |
    khong | it nhat | nhat | hon | gom | bao gom | cu the | tung | toan bo | tat ca | day du | thuoc | pham vi
    tren dia ban | dia ban | tinh hinh | ket qua | tiep tuc | khan truong | chu dong | tap trung | som | kip thoi
    cham nhat | viec | cong viec | nhiem vu | qua | nham | phuc vu | dam bao | bao dam | tuyet doi | toi thieu
    hoan thanh | thuc hien | trien khai | to chuc | tang cuong | day manh | thang | nam | quy | thu | lan | so | dua
    cong tac | hoat dong | va cac | do la | hoac | giua | noi dung | lien quan | chi tieu | quy dinh | giao | lam
    chi dao | don doc | lanh dao | thuc te | duy tri | che do | xay dung | ban hanh | san pham | dot | dip | ke tu
    tu ngay
""")
# What a work does to its object: another step on the same object is another work.
ACTS = {
    "plan": "xay dung | soan thao | du thao | lap | nghien cuu | bien soan | tham muu | de xuat | thiet ke"
    " | hoan thien",
    "issue": "ban hanh | phe duyet | quyet dinh | cong bo | ky ban hanh | thong qua | trinh | sua doi | thay the",
    "consult": "lay y kien | gop y | tham dinh | tham tra",
    "report": "bao cao | tong hop | gui | thong ke | ra soat | kiem ke | danh gia | so ket | tong ket",
    "teach": "dao tao | huong dan | tuyen truyen | pho bien",
    "check": "kiem tra | thanh tra | giam sat | kiem soat | xu phat | xu ly vi pham | cham diem | xep hang | xep loai",
    "build": "khoi cong | xay moi | dau tu | thi cong | lap dat | trang bi | phu song | ban giao | giai phong mat bang",
    "run": "van hanh | quan ly | quan tri | khai thac | duy tri | tiep nhan | su dung | khai truong | cap nhat",
    "fund": "bo tri | can doi | phan bo | giai ngan | chi tra | ho tro | cap kinh phi | cap von",
    "give": "cap phep | cap tai khoan | cap ma | cap dinh danh | cap giay | cap xong | trao",
    "found": "thanh lap | kien toan | sap xep",
}  # fmt: skip
# Steps that are often told for one another: to draft a decree and to issue it is the same work for whoever assigns it.
NEAR_ACTS = frozenset({frozenset({"plan", "issue"}), frozenset({"plan", "found"}), frozenset({"report", "check"})})
# Words after which a day or period says when the work is to be done, not what it is about.
WHEN = words("""
    trong | truoc | den | den het | het | xong | hoan thanh | cham nhat | tu | ke tu | han | vao | sang | cuoi | giua
    dau | ky hop | muon nhat | tong ket | den nam | cham nhat la | tai ky hop
""")
# Kinds of documents and schemes that are told apart by their numbers.
NUMBERED = words("""
    nghi quyet | nghi dinh | quyet dinh | chi thi | thong tu | de an | ke hoach | ket luan | thong bao | cong dien
    luat | du an | quoc lo | goi thau | chuong trinh | huong dan | quy dinh | vong | giai doan | thu | so | khoa | lan
""")
# What every body does for itself, and words that say there is only one for all.
OWN = words("""
    ke hoach | bao cao | kiem diem | quan triet | pho bien | phan cong | pham vi quan ly | noi bo | don vi minh
    bo minh | nganh minh | to chuc dang | ra soat | bo tri can bo | cong khai | ban chi dao | dao tao cong chuc
""")
ONE_FOR_ALL = words("""
    quoc gia | luat | nghi dinh | toan quoc | chien luoc | ca nuoc | dung chung | toan dan
""")
