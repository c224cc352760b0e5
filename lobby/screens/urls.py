"""Pages for customers and tellers."""

from django.urls import URLPattern, URLResolver, path

from lobby.screens import pages, paper, phone

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.choose, name="choose"),
    path("kiosk", pages.kiosk, name="kiosk"),
    path("board", pages.board, name="board"),
    path("counter", pages.counter, name="counter"),
    path("statistics", pages.statistics, name="statistics-page"),
    path("counter/login", pages.login, name="staff-login"),
    path("counter/logout", pages.logout, name="staff-logout"),
    path("t/<str:token>", phone.ticket, name="ticket-page"),
    path("t/<str:token>/qr.svg", phone.ticket_qr, name="ticket-qr"),
    path("t/<str:token>/ticket.png", paper.ticket_png, name="ticket-png"),
    path("t/<str:token>/ticket.pdf", paper.ticket_pdf, name="ticket-pdf"),
    path("case/<str:token>", phone.case, name="case-page"),
    path("case/<str:token>/qr.svg", phone.case_qr, name="case-qr"),
    path("p/<str:code>", phone.product, name="product-page"),
    path("p/<str:code>/qr.svg", phone.product_qr, name="product-qr"),
]
