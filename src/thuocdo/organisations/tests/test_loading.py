"""Bringing the directory into the database."""

from django.core.management import call_command
from django.test import TestCase

from thuocdo.organisations import directory, matching, services, state
from thuocdo.organisations.loading import LoadReport
from thuocdo.organisations.models import Alias, OldUnit, Organisation, OrganisationGroup, Post, Succession
from thuocdo.organisations.tests.factories import OCTOBER_2025


class LoadDirectoryTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        services.load_directory()

    def test_everything_in_the_files_is_there(self) -> None:
        assert Organisation.objects.count() == len(directory.bodies())
        assert Alias.objects.count() == len(directory.aliases())
        assert Post.objects.count() == len(directory.posts())
        assert Succession.objects.count() == len(directory.successions())
        assert OrganisationGroup.objects.count() == len(directory.groups())
        assert OldUnit.objects.count() == len(list(directory.old_units()))

    def test_a_second_run_writes_nothing(self) -> None:
        token = state.token()
        assert services.load_directory() == LoadReport()
        assert state.token() == token

    def test_the_path_leads_from_the_top_to_the_body(self) -> None:
        assert Organisation.objects.get(code="BKHCN").path == "CP/BKHCN/"
        assert Organisation.objects.get(code="17971").path == "VN/40/17971/"

    def test_identifiers_are_the_same_on_every_installation(self) -> None:
        found = Organisation.objects.get(code="BKHCN")
        assert str(found.uuid) == "76fd92a1-163d-5463-a800-45e61e18c77c"

    def test_a_changed_row_of_the_directory_is_updated(self) -> None:
        Organisation.objects.filter(code="BKHCN").update(name="Tên cũ", loaded_digest="another")
        assert services.load_directory() == LoadReport(updated=1)
        assert Organisation.objects.get(code="BKHCN").name == "Bộ Khoa học và Công nghệ"

    def test_what_an_administrator_changed_stays(self) -> None:
        Organisation.objects.filter(code="BXD").update(valid_to=OCTOBER_2025)
        services.load_directory()
        assert Organisation.objects.get(code="BXD").valid_to == OCTOBER_2025

    def test_a_name_that_left_the_directory_is_kept_as_ours(self) -> None:
        body = Organisation.objects.get(code="BXD")
        Alias.objects.create(organisation=body, name="Bộ Kiến thiết", folded="bo kien thiet", is_loaded=True)
        services.load_directory()
        assert Alias.objects.get(name="Bộ Kiến thiết").is_loaded is False

    def test_posts_live_as_long_as_their_body(self) -> None:
        post = Post.objects.get(title="Bộ trưởng Bộ Thông tin và Truyền thông")
        assert post.valid_to == post.organisation.valid_to

    def test_a_post_ends_when_the_directory_says_that_its_body_has(self) -> None:
        post = Post.objects.get(title="Bộ trưởng Bộ Thông tin và Truyền thông")
        Post.objects.filter(pk=post.pk).update(valid_to=None)
        assert services.load_directory() == LoadReport(updated=1)
        assert Post.objects.get(pk=post.pk).valid_to == post.organisation.valid_to

    def test_the_command_says_how_many_rows_it_wrote(self) -> None:
        call_command("load_directory", stdout=(out := _Lines()))
        assert out.text == "0 rows created, 0 updated, 0 removed\n"

    def test_the_matcher_is_kept_until_the_directory_changes(self) -> None:
        first = matching.current_matcher()
        with self.assertNumQueries(1):
            assert matching.current_matcher() is first
        state.touch()
        assert matching.current_matcher() is not first


class _Lines:
    text = ""

    def write(self, text: str) -> None:
        self.text += text
