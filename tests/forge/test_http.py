"""The HTTP client: what it repeats and what never, how long it waits, what it refuses, and that it keeps its token."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from minhbach.forges.http import Client, Options, RefusedError
from minhbach.forges.interface import ForgeError, ForgeUnavailable, NotFound
from minhbach.forges.pages import linked, next_link, numbered, whole
from minhbach.forges.patience import Patience
from tests.forge.clock import Clock
from tests.forge.faults import DropConnection
from tests.forge.listener import Listener
from tests.forge.routing import Reply

TOKEN = "bi-mat-0123456789"  # noqa: S105 - opens nothing
Answer = Reply | Callable[[], Reply]


@dataclass
class Script:
    """A server that gives the answers of a list, the last one for ever, and writes down what it was asked."""

    answers: list[Answer] = field(default_factory=lambda: [Reply(200, {})])
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    url: str = ""

    def serve(self, method: str, target: str, token: str, body: bytes) -> Reply:
        self.asked.append((method, target))
        self.tokens.append(token)
        self.bodies.append(body)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer() if callable(answer) else answer

    def client(self, path: str = "", **changes: Any) -> Client:
        options = Options(**{"sleep": self.clock.sleep, "now": self.clock.time, "timeout": 2.0, **changes})
        return Client(self.url + path, TOKEN, {"User-Agent": "test"}, scheme="Bearer", options=options)


@contextmanager
def listening(script: Script) -> Iterator[Script]:
    listener = Listener(script.serve)
    script.url = f"http://127.0.0.1:{listener.server_port}"
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield script
    listener.shutdown()
    listener.drop_all()
    listener.server_close()
    thread.join()
    assert not listener.crashes, listener.crashes


@pytest.fixture
def script() -> Iterator[Script]:
    with listening(Script()) as found:
        yield found


def dropped() -> Reply:
    raise DropConnection


def refused(status: int, message: str = "", **headers: str) -> Reply:
    return Reply(status, {"message": message}, {name.replace("_", "-"): value for name, value in headers.items()})


# The ordinary -----------------------------------------------------------------


def test_a_request_has_its_path_query_body_and_token(script: Script) -> None:
    script.answers = [Reply(201, {"id": 7})]
    answer = script.client("/api/v1/").request("POST", "/repos/a/b", query={"q": "á b"}, body={"title": "Xã \ud800"})
    assert (answer.status, answer.data) == (201, {"id": 7})
    assert script.asked == [("POST", "/api/v1/repos/a/b?q=%C3%A1+b")]
    assert script.tokens == [TOKEN]
    assert script.bodies == [b'{"title": "X\\u00e3 \\ud800"}']


def test_one_connection_serves_many_requests(script: Script) -> None:
    client, lines = script.client(), set[int]()
    for _ in range(5):
        client.get("/x")
        line = client._wire._line
        assert line
        assert line.sock
        lines.add(line.sock.getsockname()[1])
    assert len(lines) == 1


def test_an_answer_without_a_body_is_none(script: Script) -> None:
    script.answers = [Reply(204, empty=True)]
    assert script.client().request("DELETE", "/x").data is None


# What is tried again ----------------------------------------------------------


@pytest.mark.parametrize("status", [429, 502, 503, 504])
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_a_passing_fault_is_waited_for_longer_each_time(script: Script, status: int, method: str) -> None:
    script.answers = [refused(status), refused(status), refused(status), Reply(200, [1])]
    assert script.client().request(method, "/x").data == [1]
    assert script.clock.slept == [1.0, 2.0, 4.0]


def test_a_dropped_connection_is_made_anew(script: Script) -> None:
    script.answers = [dropped, dropped, Reply(200, [1])]
    assert script.client().get("/x").data == [1]


def test_after_so_many_tries_the_forge_is_unavailable(script: Script) -> None:
    script.answers = [refused(502, "Bad Gateway")]
    with pytest.raises(ForgeUnavailable, match=r"GET /x: answer 502 «Bad Gateway»\. Run again later") as caught:
        script.client().get("/x")
    assert caught.value.status == 502
    assert len(script.asked) == 5
    assert caught.value.text.vi == ("GET /x: máy chủ trả lời 502 «Bad Gateway». Chạy lại sau; lượt sau làm tiếp từ đây")


def test_the_longest_wait_has_an_end(script: Script) -> None:
    script.answers = [refused(502)]
    with pytest.raises(ForgeUnavailable):
        script.client(patience=Patience(tries=6, first=4.0, longest=10.0)).get("/x")
    assert script.clock.slept == [4.0, 8.0, 10.0, 10.0, 10.0]


def test_all_waiting_of_a_run_comes_out_of_one_budget(script: Script) -> None:
    script.answers = [refused(502)]
    client = script.client(patience=Patience(budget=5.0))
    for _ in range(2):
        with pytest.raises(ForgeUnavailable):
            client.get("/x")
    assert script.clock.slept == [1.0, 2.0, 1.0]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_post_is_not_repeated_where_the_forge_may_have_acted(script: Script, status: int) -> None:
    script.answers = [refused(status), Reply(201, {})]
    with pytest.raises(ForgeUnavailable):
        script.client().request("POST", "/x", body={})
    assert len(script.asked) == 1
    assert script.clock.slept == []


def test_a_post_that_broke_off_is_not_repeated(script: Script) -> None:
    script.answers = [dropped, Reply(201, {})]
    with pytest.raises(ForgeUnavailable, match="POST /x: the connection broke off"):
        script.client().request("POST", "/x", body={})
    assert len(script.asked) == 1


@pytest.mark.parametrize("answer", [refused(429), refused(429, Retry_After="3"), refused(503, Retry_After="3")])
def test_a_post_that_the_forge_put_off_is_repeated(script: Script, answer: Reply) -> None:
    script.answers = [answer, Reply(201, {"id": 1})]
    assert script.client().request("POST", "/x", body={}).data == {"id": 1}
    assert script.clock.slept in ([1.0], [3.0])


def test_a_post_that_is_harmless_twice_is_repeated(script: Script) -> None:
    script.answers = [dropped, refused(502), Reply(201, {})]
    assert script.client().request("POST", "/x", body={}, repeatable=True).status == 201


def test_a_server_that_is_not_there_was_surely_not_asked() -> None:
    with listening(Script()) as gone:
        client = gone.client()
    with pytest.raises(ForgeUnavailable, match="POST /x: no connection"):
        client.request("POST", "/x", body={})
    assert gone.clock.slept == [1.0, 2.0, 4.0, 8.0]


def test_silence_is_a_time_out(script: Script) -> None:
    quiet = threading.Event()

    def silent() -> Reply:
        quiet.wait(5)
        raise DropConnection

    script.answers = [silent]
    with pytest.raises(ForgeUnavailable, match="GET /x: it took too long"):
        script.client(timeout=0.05, patience=Patience(tries=2)).get("/x")
    quiet.set()
    assert len(script.asked) == 2


def test_a_wrong_request_is_not_repeated(script: Script) -> None:
    script.answers = [refused(422, "Validation Failed")]
    with pytest.raises(RefusedError) as caught:
        script.client().get("/x")
    assert (caught.value.status, caught.value.reason) == (422, "Validation Failed")
    assert len(script.asked) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_not_found(script: Script, status: int) -> None:
    script.answers = [refused(status, "Not Found")]
    with pytest.raises(NotFound, match="check the repository's name and the token"):
        script.client().get("/x")


def test_a_fault_of_the_forge_is_no_refusal(script: Script) -> None:
    script.answers = [refused(500)]
    with pytest.raises(ForgeUnavailable, match="GET /x: answer 500"):
        script.client().get("/x")
    assert len(script.asked) == 1


# Limits -----------------------------------------------------------------------


@pytest.mark.parametrize("status", [403, 429])
def test_a_limit_is_waited_out_to_its_end(script: Script, status: int) -> None:
    end = str(int(script.clock.time()) + 40)
    script.answers = [refused(status, "limit", x_ratelimit_remaining="0", x_ratelimit_reset=end), Reply(200, [1])]
    assert script.client().get("/x").data == [1]
    assert script.clock.slept == [41.0]


def test_a_limit_that_outlasts_the_run_ends_it_at_once(script: Script) -> None:
    end = str(int(script.clock.time()) + 3000)
    script.answers = [refused(403, "limit", x_ratelimit_remaining="0", x_ratelimit_reset=end)]
    with pytest.raises(ForgeUnavailable, match=r"the forge wants 3001 more seconds, longer than a run may wait"):
        script.client().get("/x")
    assert script.clock.slept == []


def test_retry_after_may_be_a_date(script: Script) -> None:
    script.answers = [refused(429, Retry_After="Mon, 05 Jan 2026 01:00:20 GMT"), Reply(200, [1])]
    assert script.client().get("/x").data == [1]
    assert script.clock.slept == [20.0]


def test_githubs_second_limit_without_a_time_is_a_minute_and_more(script: Script) -> None:
    answer = refused(403, "You have exceeded a secondary rate limit")
    script.answers = [answer, answer, Reply(200, [1])]
    assert script.client().request("POST", "/x", body={}).data == [1]
    assert script.clock.slept == [60.0, 120.0]


def test_a_limit_that_never_ends_is_no_lack_of_rights(script: Script) -> None:
    script.answers = [refused(403, Retry_After="1")]
    with pytest.raises(ForgeUnavailable):
        script.client().get("/x")
    assert len(script.asked) == 5


def test_a_lack_of_rights_is_not_waited_for(script: Script) -> None:
    script.answers = [refused(403, "Forbidden", x_ratelimit_remaining="17")]
    with pytest.raises(RefusedError, match="The gate's account may not do this"):
        script.client().get("/x")
    assert script.clock.slept == []


def test_writes_keep_their_distance(script: Script) -> None:
    client = script.client(write_gap=1.0)
    for method in ("POST", "GET", "GET", "PATCH", "PUT"):
        client.request(method, "/x", body={})
    assert script.clock.slept == [1.0, 1.0]


# What is not believed ---------------------------------------------------------


def test_an_answer_that_is_too_long_is_dropped(script: Script) -> None:
    script.answers = [Reply(200, ["x" * 5000])]
    with pytest.raises(ForgeError, match="GET /x: the answer is over 4096 bytes"):
        script.client(most_bytes=4096).get("/x")


def test_a_body_that_is_cut_off_is_no_answer(script: Script) -> None:
    script.answers = [Reply(200, b"[1]", {"Content-Length": "9"})]
    with pytest.raises(ForgeUnavailable):
        script.client(timeout=0.05, patience=Patience(tries=1)).get("/x")


@pytest.mark.parametrize("raw", [b"<html>", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_an_error_and_no_trace(script: Script, raw: bytes) -> None:
    script.answers = [Reply(200, raw)]
    with pytest.raises(ForgeError, match="GET /x: the answer is not of the published form") as caught:
        script.client().get("/x")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_no_request_follows_to_another_origin(script: Script) -> None:
    with listening(Script()) as other:
        for place in (f"{other.url}/y", "https://example.invalid/", "//example.invalid/", "file:///etc/passwd"):
            script.answers = [Reply(301, None, {"Location": place})]
            with pytest.raises(ForgeError, match="the forge points elsewhere, where no token goes"):
                script.client().get("/x")
        assert other.asked == []


def test_a_repository_that_was_renamed_is_still_read_and_not_written(script: Script) -> None:
    moved = Reply(301, None, {"Location": "/repositories/7?page=1"})
    script.answers = [moved, Reply(200, [1])]
    assert script.client().get("/x").data == [1]
    assert script.asked[-1] == ("GET", "/repositories/7?page=1")
    script.answers = [moved]
    with pytest.raises(ForgeError, match="PATCH /x: the forge points elsewhere"):
        script.client().request("PATCH", "/x", body={})


def test_redirects_in_a_circle_end(script: Script) -> None:
    script.answers = [Reply(302, None, {"Location": "/x"})]
    with pytest.raises(ForgeError, match="points elsewhere"):
        script.client().get("/x")
    assert len(script.asked) == 3


# The token --------------------------------------------------------------------


FAULTS: list[Answer] = [
    refused(401, f"bad token {TOKEN}"),
    refused(403, TOKEN),
    refused(404, TOKEN),
    refused(422, TOKEN),
    refused(500, TOKEN),
    refused(403, TOKEN, Retry_After="99999"),
    Reply(200, TOKEN.encode()),
    Reply(301, None, {"Location": f"https://example.invalid/{TOKEN}"}),
    dropped,
]


@pytest.mark.parametrize("answer", FAULTS)
def test_no_error_tells_the_token(script: Script, answer: Answer) -> None:
    script.answers = [answer]
    client = script.client(patience=Patience(tries=1))
    with pytest.raises(ForgeError) as caught:
        client.request("POST", "/x", query={"t": TOKEN}, body={"t": TOKEN})
    told = f"{caught.value!r} {caught.value.text} {vars(caught.value)} {client!r} {client.options!r}"
    assert TOKEN not in told
    assert caught.value.text.vi
    assert caught.value.text.en


@pytest.mark.parametrize("token", ["", "two words", "line\nX-Header: 1", "dấu"])
def test_a_token_that_cannot_be_one_is_refused_unseen(token: str) -> None:
    with pytest.raises(ForgeError) as caught:
        Client("https://example.invalid", token, {}, scheme="Bearer", options=Options())
    assert caught.value.text.en.startswith("The gate's token is empty or has strange characters")


@pytest.mark.parametrize(
    "api",
    [
        "http://forge.example.invalid",
        "ftp://127.0.0.1/",
        "https://user:word@example.invalid",
        "https://example.invalid/?token=1",
        "https://",
        "127.0.0.1",
        "http://127.0.0.1:99999",
    ],
)
def test_an_address_where_a_token_is_not_safe_is_refused(api: str) -> None:
    with pytest.raises(ForgeError, match="cannot be the address of the API") as caught:
        Client(api, TOKEN, {}, scheme="Bearer", options=Options())
    assert "word" not in caught.value.text.en


def test_a_refusal_of_any_form_is_a_refusal(script: Script) -> None:
    for raw in (b"[" * 100_000, b"<html>", b"[]", b'{"message": 3}'):
        script.answers = [Reply(422, raw)]
        with pytest.raises(RefusedError) as caught:
            script.client().get("/x")
        assert caught.value.reason == ""


def test_what_a_server_says_is_cut_and_cleaned(script: Script) -> None:
    script.answers = [refused(422, "a\x1b[31m\u202e\r\n::error::" + "x" * 500)]
    with pytest.raises(RefusedError) as caught:
        script.client().get("/x")
    assert caught.value.reason.startswith("a [31m ::error::xxx")
    assert len(caught.value.reason) == 160


# Pages ------------------------------------------------------------------------


def page(rows: list[int] | None, **headers: str) -> Reply:
    return Reply(200, rows, {name.replace("_", "-"): value for name, value in headers.items()})


def test_linked_pages_are_followed_to_the_last(script: Script) -> None:
    more = {"Link": f'<{script.url}/x?page=2>; rel="next", <{script.url}/x?page=9>; rel="last"'}
    script.answers = [Reply(200, [1, 2], more), Reply(200, [3], {"Link": f'<{script.url}/x?page=1>; rel="prev"'})]
    assert list(linked(script.client(), "/x", {"a": "b"})) == [1, 2, 3]
    assert script.asked == [("GET", "/x?a=b"), ("GET", "/x?page=2")]


def test_a_page_elsewhere_is_not_read(script: Script) -> None:
    script.answers = [Reply(200, [1], {"Link": '<https://example.invalid/x?page=2>; rel="next"'})]
    with pytest.raises(ForgeError, match="points elsewhere"):
        list(linked(script.client(), "/x", {}))


def test_a_list_without_end_is_an_error_and_never_cut(script: Script) -> None:
    script.answers = [Reply(200, [1], {"Link": f'<{script.url}/x?page=2>; rel="next"'})]
    with pytest.raises(ForgeError, match="GET /x: the list has more than 3 pages"):
        list(linked(script.client(most_pages=3), "/x", {}))
    script.answers = [page([1])]
    with pytest.raises(ForgeError, match="more than 3 pages"):
        list(numbered(script.client(most_pages=3), "/x", {}))


def test_numbered_pages_end_at_the_total(script: Script) -> None:
    script.answers = [page([1, 2], X_Total_Count="3"), page([3], X_Total_Count="3")]
    assert list(numbered(script.client(), "/x", {})) == [1, 2, 3]
    assert script.asked == [("GET", "/x?page=1&limit=50"), ("GET", "/x?page=2&limit=50")]


def test_a_page_that_was_emptied_is_not_the_last(script: Script) -> None:
    counts = {"X_Total_Count": "6"}
    script.answers = [page([1, 2], **counts), page([], **counts), page([5], **counts)]
    assert list(numbered(script.client(), "/x", {})) == [1, 2, 5]


def test_without_a_total_an_empty_page_is_the_last(script: Script) -> None:
    script.answers = [page([1, 2]), page([3]), page(None)]
    assert list(numbered(script.client(), "/x", {})) == [1, 2, 3]


def test_a_total_that_counts_only_the_page_is_not_believed(script: Script) -> None:
    script.answers = [page([1, 2], X_Total_Count="2"), page([3], X_Total_Count="1"), page(None, X_Total_Count="0")]
    assert list(numbered(script.client(), "/x", {}, counted=False)) == [1, 2, 3]


def test_a_list_in_one_piece_must_be_whole(script: Script) -> None:
    script.answers = [page([1, 2], X_Total_Count="2")]
    assert whole(script.client(), "/x") == [1, 2]
    script.answers = [page([1, 2], X_Total_Count="9")]
    with pytest.raises(ForgeError, match="only 2 of 9 items came; an incomplete list is not used"):
        whole(script.client(), "/x")


def test_what_is_no_list_is_an_error(script: Script) -> None:
    script.answers = [Reply(200, {"message": "hm"})]
    with pytest.raises(ForgeError, match="not of the published form"):
        list(linked(script.client(), "/x", {}))


@pytest.mark.parametrize(
    ("header", "link"),
    [
        ("", None),
        ('<https://a/x?page=2>; rel="next"', "https://a/x?page=2"),
        ('<https://a/x?page=2>; rel=next; title="b"', "https://a/x?page=2"),
        ('<https://a/1>; rel="prev", <https://a/3>; rel="next", <https://a/9>; rel="last"', "https://a/3"),
        ('<https://a/3>; rel="last next"', "https://a/3"),
        ('<https://a/3>; title="x"; rel="next"', "https://a/3"),
        ('<https://a/9>; rel="last"', None),
        ('<https://a/next>; rel="nexting"', None),
    ],
)
def test_the_next_page_is_found_in_its_header(header: str, link: str | None) -> None:
    assert next_link(header) == link
