"""Floor 6: board packs, frozen when they are issued: on a page, as PDF, as slides, as a sheet."""
