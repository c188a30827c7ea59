"""The tutorial's stock table with the events of a catalog, and the quickest that comes to mind without its templates. Run by
gunicorn with gevent workers. All take ?rows=N: how many at most.
"""
import csv
import html
import io
import json
import os
import sqlite3
from datetime import datetime, timezone

from flask import Flask, Response, render_template, request, stream_with_context
from flask_sqlalchemy import SQLAlchemy

CATALOG = os.environ["CATALOG"]
MANY = 500

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///" + CATALOG
db = SQLAlchemy(app)


class Event(db.Model):
    __tablename__ = os.environ["TABLE"]

    seq = db.Column(db.Integer, primary_key=True)
    id = db.Column(db.Text)
    at = db.Column(db.Integer)
    kind = db.Column(db.Text)
    camera = db.Column(db.Text)
    json = db.Column(os.environ["JSON_COLUMN"], db.Text)

    @property
    def time(self):
        return iso(self.at)


def iso(at):
    return datetime.fromtimestamp(at / PER_SECOND, timezone.utc).isoformat(timespec="milliseconds")


PER_SECOND = int(os.environ["TIMES_PER_SECOND"])


@app.route("/healthz")
def healthy():
    return "ok"


def wished():
    return request.args.get("rows", 1000, type=int)


@app.route("/tutorial.html")
def tutorial():
    return Response(stream_with_context(generate_table(wished())))


def generate_table(rows):
    yield render_template("rows_header.html")
    for event in Event.query.order_by(Event.at.desc(), Event.seq.desc()).limit(rows).all():
        yield render_template("rows_row.html", event=event)
    yield render_template("rows_footer.html")


def chunks(rows):
    catalog = sqlite3.connect(CATALOG)
    try:
        cursor = catalog.execute(os.environ["SELECT"] + " LIMIT ?", (rows,))
        while many := cursor.fetchmany(MANY):
            yield many
    finally:
        catalog.close()


@app.route("/quick.html")
def quick_html():
    return Response(generate_html(wished()))


def generate_html(rows):
    escape = html.escape
    yield "<!doctype html><table><tr><th>id<th>at<th>kind<th>camera<th>detail</tr>\n"
    for many in chunks(rows):
        yield "".join(
            f"<tr><td>{escape(id)}<td>{iso(at)}<td>{escape(kind)}<td>{escape(camera or '')}<td>{escape(detail)}</tr>\n"
            for id, at, kind, camera, detail in many
        )
    yield "</table>"


@app.route("/quick.csv")
def quick_csv():
    return Response(generate_csv(wished()), mimetype="text/csv")


def generate_csv(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("id", "at", "kind", "camera", "detail"))
    for many in chunks(rows):
        writer.writerows((id, iso(at), kind, camera, detail) for id, at, kind, camera, detail in many)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


@app.route("/quick.ndjson")
def quick_ndjson():
    return Response(generate_ndjson(wished()), mimetype="application/x-ndjson")


def generate_ndjson(rows):
    for many in chunks(rows):
        yield "".join(
            json.dumps({"id": id, "at": iso(at), "kind": kind, "camera": camera, "detail": json.loads(detail)}) + "\n"
            for id, at, kind, camera, detail in many
        )
