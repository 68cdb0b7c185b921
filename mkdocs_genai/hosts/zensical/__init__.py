"""What knows Zensical, which reads mkdocs.yml and runs Markdown extensions, but no plugins.

    extension       `mkdocs_genai.blocks`: blocks and links while Zensical converts a page
    shared_build    the build that all pages share, and a preview's last good registry
    frames          what stands around a page's content, and in its head, for the templates
    derived_config  a mkdocs.yml for Zensical, made of the course's own
    derived_theme   a custom_dir with the course's templates, our own, style sheet and scripts
    derived_files   these two written beside mkdocs.yml, and removed at the end
    checked_course  what is wrong with the registry, and with pages that Zensical did not convert
    journal         what was found on pages when they were converted, kept beside Zensical's cache
    reloads         when each page last changed, for the open pages of a preview
    search_results  rows of tables as results of Zensical's search
    site            what Zensical's process answers the blocks about pages and files
    written_files   the files beside the pages, written when Zensical is done
    process         Zensical as a process: build and serve

`extension` and `frames` rely on what Zensical hands to every Markdown extension: a preprocessor with `page` and `config`.
"""

from .extension import CourseExtension

__all__ = ["CourseExtension"]
