"""Each rule of .ci/check_layers, broken once in a tree of a few files."""

import unittest

from scratch import ScratchTree

CHECKER = ".ci/check_layers"

# What must not be found: the file and its text.
SOUND = {
    "include/poach/view.hpp": '#include "poach/run.hpp"\n#include <vector>\n',
    "sim/base/math.cpp": '#include "base/math.hpp"\n#include <random>\ndouble y = ::exp(1.0);\n',
    "sim/base/math.hpp": "double exp(double x);\n",
    "sim/base/parallel_tbb.cpp": "#include <tbb/parallel_for.h>\n#include <oneapi/tbb/task_arena.h>\n",
    "sim/base/terminal.cpp": "void show() { std::fputs(text, stdout); }\n",
    "sim/config/parse_text.cpp": "#include <yaml-cpp/yaml.h>\n",
    "sim/config/inheritance.cpp": "auto file = path.lexically_normal();\n",
    "sim/theory/ladder.cpp": "double y = ::log(2.0);\n",
    "sim/world/state.hpp": '#include "base/math.hpp"\n#include "scenario/clock.hpp"\n',
    "sim/world/state.cpp": '#include "world/state.hpp"\n// std::exp(x) and printf("") in a comment\n'
                           "double y = math::exp(x); log.puts(text);\n",
    "sim/phases/search/meetings.cpp": '#include "world/state.hpp"\n#include <unordered_thing>\n',
    "sim/report/page.cpp": '#include "check/check.hpp"\n#include "poach/version.hpp"\n',
    "sim/check/check.hpp": '#include "base/math.hpp"\n',
    "sim/check/check.cpp": '#include "check/check.hpp"\n#include "world/state.hpp"\n',
    "sim/facade/views.cpp": '#include "poach/view.hpp"\n#include "world/state.hpp"\n',
    "sim/sweep/engines/mpi.cpp": "#include <mpi.h>\n",
    "sim/app/main.cpp": '#include <CLI/CLI.hpp>\n#include "sweep/plan.hpp"\n#include "poach/run.hpp"\n',
}

# A file, the line that is added to it, and what the checker says of it.
PRINTS = "print with base/terminal.hpp"
NO_LINE = ("is not in cmake/Layers.cmake", "more than one file includes <yaml-cpp/",
           "more than one file includes <CLI/")
BITS = "gives other bits on other processors"
LIBRARIES = "differs between standard libraries"
VIOLATIONS = [
    ("sim/base/math.cpp", '#include "world/state.hpp"', "the layer base may not include world"),
    ("sim/rules/value.hpp", '#include "world/state.hpp"', "the layer rules may not include world"),
    ("sim/compare/panel.cpp", '#include "scenario/clock.hpp"', "the layer compare may not include"),
    ("sim/world/state.cpp", '#include "poach/view.hpp"', "the layer world may not include poach"),
    ("sim/app/main.cpp", '#include "facade/access.hpp"', "the layer app may not include facade"),
    ("sim/cellar/wine.cpp", '#include "base/math.hpp"', "the layer cellar is not in cmake/Layers.cmake"),
    ("sim/world/state.cpp", '#include "state.hpp"', 'includes go by "<layer>/name.hpp"'),
    ("sim/world/state.cpp", '#include "../base/math.hpp"', 'includes go by "<layer>/name.hpp"'),
    ("include/poach/view.hpp", '#include "world/state.hpp"', "public headers include"),
    ("include/poach/view.hpp", "#include <fmt/format.h>", "public headers include"),
    ("sim/world/state.cpp", "#include <tbb/parallel_for.h>", "belongs in ^sim/base/parallel"),
    ("sim/world/state.cpp", "#include <oneapi/tbb/info.h>", "belongs in ^sim/base/parallel"),
    ("sim/world/state.cpp", "#include <execution>", "belongs in ^sim/base/parallel"),
    ("sim/world/state.cpp", "#include <yaml-cpp/yaml.h>", "belongs in ^sim/config/"),
    ("sim/config/reader.cpp", "#include <yaml-cpp/yaml.h>", "more than one file includes <yaml-cpp/"),
    ("sim/world/state.cpp", "#include <CLI/CLI.hpp>", "belongs in ^sim/app/"),
    ("sim/app/options.cpp", "#include <CLI/CLI.hpp>", "more than one file includes <CLI/"),
    ("sim/sweep/plan.cpp", "#include <mpi.h>", "belongs in ^sim/sweep/engines/"),
    ("sim/world/state.cpp", 'void show() { fmt::print("x"); }', PRINTS),
    ("sim/world/state.cpp", "void show() { std::cerr << x; }", PRINTS),
    ("sim/app/main.cpp", 'void show() { printf("x"); }', PRINTS),
    ("sim/app/main.cpp", 'void show() { perror("x"); }', PRINTS),
    ("sim/base/math.cpp", "void show() { ::write(STDERR_FILENO, text, 1); }", "only print_text prints"),
    ("sim/world/state.cpp", "std::ofstream file(name);", "write with tables/output_directory.hpp"),
    ("sim/world/state.cpp", 'FILE* file = fopen(name, "wb");', "write with tables/output_directory.hpp"),
    ("sim/world/state.cpp", "std::filesystem::remove(name);", "write with tables/output_directory.hpp"),
    ("sim/check/check.cpp", "OutputFile file(name);", "makes files of a directory that is locked"),
    ("sim/check/check.cpp", "write_atomically(name, text);", "belong to no locked directory"),
    ("sim/world/state.cpp", "system(text);", "no shell"),
    ("sim/world/state.cpp", 'auto pipe = popen(text, "r");', "no shell"),
    ("sim/check/check.cpp", 'auto next = fmt::format("poach run {}", name);', "base/shell_words.hpp"),
    ("sim/run/run.cpp", "auto file = path.lexically_normal();", "use config::file_in"),
    ("sim/run/run.cpp", "auto file = weakly_canonical(path);", "use config::file_in"),
    ("sim/world/state.cpp", "double z = std::exp(x);", BITS),
    ("sim/phases/search/meetings.cpp", "double z = ::pow(x, 2.0);", BITS),
    ("sim/rules/value.cpp", "double z = std::lgamma(x);", BITS),
    ("sim/rules/value.cpp", "std::normal_distribution<double> normal;", LIBRARIES),
    ("sim/rules/value.cpp", "std::shuffle(first, last, engine);", LIBRARIES),
    ("sim/rules/value.cpp", "#include <random>", LIBRARIES),
    ("sim/rules/value.cpp", "std::unordered_map<int, int> seen;", "an order that differs between runs"),
]


class Layers(ScratchTree):
    COPIED = (CHECKER, "cmake/Layers.cmake")

    def setUp(self):
        super().setUp()
        for name, text in SOUND.items():
            self.write(name, text)

    def test_a_sound_tree_passes(self):
        self.assertEqual(self.assert_passes(CHECKER), "check_layers: all includes follow the layers\n")

    def test_another_tree_can_be_named(self):
        self.assertIn("all includes", self.assert_passes(CHECKER, str(self.tree)))
        self.assert_fails("No such file", CHECKER, str(self.tree / "nowhere"))

    def test_each_violation_is_found_at_its_line_and_nothing_else_is(self):
        expected = []
        lines_of = {name: text.count("\n") for name, text in SOUND.items()}
        for name, line, said in VIOLATIONS:
            if name not in lines_of:
                self.write(name, "")
            self.append(name, line + "\n")
            lines_of[name] = lines_of.get(name, 0) + 1
            place = name if said.endswith(NO_LINE) else f"{name}:{lines_of[name]}:{line}"
            expected.append((place, said))
        *found, count = self.assert_fails("problems found", CHECKER).splitlines()
        for place, said in expected:
            with self.subTest(place=place):
                self.assertEqual(sum(place in each and said in each for each in found), 1, found)
        self.assertEqual(len(found), len(expected), found)
        self.assertEqual(count, f"check_layers: problems found: {len(expected)}")

    def test_pages_may_not_reach_the_world_through_a_header(self):
        self.append("sim/check/check.hpp", '#include "world/state.hpp"\n')
        self.assert_fails("sim/report/page.cpp: the layer report may never reach world, and reaches "
                          "world/state.hpp through sim/check/check.hpp\n", CHECKER)

    def test_a_layer_names_only_layers_above_it(self):
        self.replace("cmake/Layers.cmake", "poach_layer(theory DEPENDS base)",
                     "poach_layer(theory DEPENDS base facade)")
        self.assert_fails("cmake/Layers.cmake: theory depends on facade, which is not above it\n",
                          CHECKER)

    def test_a_table_without_layers_is_a_problem(self):
        self.write("cmake/Layers.cmake", "# target_link_libraries(poach PRIVATE )\n")
        self.assert_fails("cmake/Layers.cmake: no layers found\n", CHECKER)


if __name__ == "__main__":
    unittest.main()
