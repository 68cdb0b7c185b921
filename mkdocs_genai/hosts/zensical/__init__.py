"""What knows Zensical, which reads mkdocs.yml and runs Markdown extensions, but no plugins.

    extension       `mkdocs_genai.blocks`: blocks and links while Zensical converts a page
    shared_build    the build that all pages share, and a preview's last good registry
    frames          what stands around a page's content, and in its head, for the templates
    derived_config  a mkdocs.yml for Zensical, made of the course's own
    derived_theme   a custom_dir with the course's templates, our own, style sheet and scripts
    checked_course  what is wrong with the registry, and with pages of which Zensical's process has not said it
    journal         what was found on pages when they were converted, kept beside Zensical's cache
    reloads         since when each page is as it is, for the open pages of a preview
    written_files   the files beside the pages, written when Zensical is done
    process         Zensical as a process: build and serve

`extension` and `frames` rely on what Zensical hands to every Markdown extension: a preprocessor with `page` and `config`.
"""

from .extension import CourseExtension

__all__ = ["CourseExtension"]
