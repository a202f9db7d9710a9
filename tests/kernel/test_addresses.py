import pytest

from threespires.kernel.addresses import asking


@pytest.mark.parametrize(
    ("where", "is_then"),
    [
        ("/actions/A-1/", "/actions/A-1/?meeting=x-1"),
        ("/learning/?status=new", "/learning/?status=new&meeting=x-1"),
        ("/enquiries/E-6/#statement-43", "/enquiries/E-6/?meeting=x-1#statement-43"),
        ("/actions/A-1/?meeting=other", "/actions/A-1/?meeting=x-1"),
    ],
)
def test_what_an_address_asks_stands_before_the_place_on_its_page(where, is_then):
    assert asking(where, meeting="x-1") == is_then
