"""The browser app: navigation only. Each page is a file of drafter/ui."""

import streamlit as st

from drafter.ui import shell

st.set_page_config(
    page_title="drafter",
    page_icon=str(shell.PAGES / "icon.svg"),
    layout="wide",
    initial_sidebar_state=280,
)
page = st.navigation(
    {
        "What is known": [
            st.Page(
                shell.PAGES / "overview.py",
                title="Crisis",
                icon=":material/space_dashboard:",
                default=True,
            ),
            st.Page(shell.PAGES / "mentions.py", title="Mentions", icon=":material/upload_file:"),
            st.Page(shell.PAGES / "concerns.py", title="Concerns", icon=":material/groups:"),
            st.Page(shell.PAGES / "facts.py", title="Facts", icon=":material/fact_check:"),
        ],
        "What is said": [
            st.Page(shell.PAGES / "draft.py", title="Draft", icon=":material/edit_note:"),
            st.Page(shell.PAGES / "statement.py", title="Statement", icon=":material/article:"),
            st.Page(shell.PAGES / "faq.py", title="FAQ", icon=":material/quiz:"),
            st.Page(shell.PAGES / "check.py", title="Check a text", icon=":material/spellcheck:"),
        ],
        "To look up": [
            st.Page(shell.PAGES / "knowledge.py", title="Knowledge", icon=":material/menu_book:"),
        ],
    }
)
shell.frame()
page.run()
