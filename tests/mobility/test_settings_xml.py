"""Uploaded workbooks are read by the parser that refuses XML bombs, whatever else is installed."""

import defusedxml.ElementTree
import lxml.etree  # the one that must not be used: it came with the slides
import openpyxl.xml.functions


def test_workbooks_are_read_by_defusedxml_although_lxml_is_there():
    assert lxml.etree.LXML_VERSION
    assert openpyxl.xml.LXML is False
    assert openpyxl.xml.functions.fromstring is defusedxml.ElementTree.fromstring
    assert openpyxl.xml.functions.iterparse is defusedxml.ElementTree.iterparse
