#include <expat.h>
#include <fmt/format.h>

#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>

#include "graph/name_table.hpp"
#include "graph/read_support.hpp"
#include "graph/readers.hpp"

namespace poach::graph {
namespace {

constexpr int chunk_size = 1 << 20;
constexpr std::int64_t longest_tag = std::int64_t{1} << 24;

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

// Expat puts the namespace in front of a name, separated by a bar; GraphML's words differ in their
// last part.
std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.rfind('|') + 1);
}

// From version 2.9 on, expat counts in 64 bits everywhere, under other names.
#if 100 * XML_MAJOR_VERSION + XML_MINOR_VERSION >= 209
std::int64_t byte_of(XML_Parser parser) { return XML_GetCurrentByteIndex64(parser); }
TextPlace place_of(XML_Parser parser) {
  return {XML_GetCurrentLineNumber64(parser), XML_GetCurrentColumnNumber64(parser) + 1};
}
#else
std::int64_t byte_of(XML_Parser parser) { return XML_GetCurrentByteIndex(parser); }
TextPlace place_of(XML_Parser parser) {
  return {XML_GetCurrentLineNumber(parser), XML_GetCurrentColumnNumber(parser) + 1};
}
#endif

class GraphmlReader {
 public:
  GraphmlReader(const ReadOptions& options, ProblemLog& problems)
      : options_(options), problems_(problems), parser_(XML_ParserCreateNS(nullptr, '|')) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  void read(InputFile& file) {
    std::int64_t fed = 0;
    for (bool more = true; more && !stopped_;) {
      void* const space = XML_GetBuffer(parser_.get(), chunk_size);
      if (space == nullptr) throw std::bad_alloc();
      const std::size_t got = file.read({static_cast<char*>(space), chunk_size});
      more = got == chunk_size;
      fed += static_cast<std::int64_t>(got);
      const XML_Status status = XML_ParseBuffer(parser_.get(), static_cast<int>(got), more ? 0 : 1);
      if (failure_) std::rethrow_exception(failure_);
      if (status == XML_STATUS_ERROR && !stopped_) {
        fail(fmt::format("the XML is malformed ({})",
                         XML_ErrorString(XML_GetErrorCode(parser_.get()))));
      } else if (!stopped_ && fed - byte_of(parser_.get()) > longest_tag) {
        fail(fmt::format("the tag is longer than {} bytes", longest_tag));
      }
    }
    if (!stopped_) check_ends();
  }

  // The ties, with vertices numbered in the order of their nodes. Call once.
  [[nodiscard]] ReadTies take_ties() {
    for (Tie& tie : ties_.ties) tie = {nodes_[tie.first].vertex, nodes_[tie.second].vertex};
    return std::move(ties_);
  }
  [[nodiscard]] std::vector<std::string> labels() const {
    std::vector<std::string> labels(vertex_count());
    for (std::uint32_t name = 0; name < names_.size(); ++name) {
      labels[nodes_[name].vertex] = std::string(names_.name(name));
    }
    return labels;
  }
  [[nodiscard]] std::uint32_t vertex_count() const {
    return options_.vertex_count.value_or(declared_);
  }

 private:
  // The facts known about a name: edges may precede the nodes they mention.
  struct Node {
    bool declared = false;
    std::uint32_t vertex = 0;
    TextPlace first_mention;
  };
  enum class Element { graphml, graph, node, edge, attached };

  // Exceptions must not pass through the C library.
  template <class Work>
  void guarded(Work&& work) {
    if (stopped_) return;
    try {
      work();
    } catch (...) {
      failure_ = std::current_exception();
      stop();
    }
  }
  static GraphmlReader& self(void* data) { return *static_cast<GraphmlReader*>(data); }
  static void XMLCALL on_start(void* data, const char* name, const char** attributes) {
    self(data).guarded([&] { self(data).start(name, attributes); });
  }
  static void XMLCALL on_end(void* data, const char*) {
    if (!self(data).stopped_) self(data).open_.pop_back();
  }
  static void XMLCALL on_doctype(void* data, const char*, const char*, const char*, int) {
    self(data).guarded([&] {
      self(data).fail("document types and entities are refused (entities can grow without bound)",
                      "remove the DOCTYPE declaration");
    });
  }

  void start(const char* name, const char** attributes) {
    if (open_.size() >= static_cast<std::size_t>(max_nesting)) {
      fail(fmt::format("elements are nested more than {} deep", max_nesting));
      return;
    }
    const bool outermost = open_.empty();
    const Element parent = outermost ? Element::attached : open_.back();
    const std::string_view word = local_name(name);
    if (outermost && word != "graphml") {
      fail(fmt::format("the outermost element is {} (it must be graphml)", word));
    } else if (outermost) {
      open_.push_back(Element::graphml);
    } else {
      open_.push_back(parent == Element::attached ? parent : take(word, parent, attributes));
    }
  }

  // Handles an element that is not part of attached data. A refused element is reported and skipped
  // with everything in it.
  Element take(std::string_view word, Element parent, const char** attributes) {
    if (word == "key") note_weights(attributes);
    if (word == "data" || word == "desc" || word == "key" || word == "default") {
      return Element::attached;
    }
    if (word == "graph" && parent == Element::graphml && !graph_seen_) {
      graph_seen_ = true;
      const char* const direction = attribute(attributes, "edgedefault");
      if (direction != nullptr && std::string_view(direction) == "directed") note_directed();
      return Element::graph;
    }
    if (parent == Element::graph && word == "node") {
      take_node(attributes);
      return Element::node;
    }
    if (parent == Element::graph && word == "edge") {
      take_edge(attributes);
      return Element::edge;
    }
    problems_.error(here(), refusal(word, parent));
    return Element::attached;
  }

  static std::string refusal(std::string_view word, Element parent) {
    if (word == "graph" && parent == Element::graphml) return "a file may have one graph only";
    if (word == "graph") return "nested graphs are refused (vertices must be flat)";
    if (word == "hyperedge") return "hyperedges are refused (a tie has two ends)";
    if (word == "port") return "ports are refused (a tie ends at a vertex)";
    return fmt::format("the element {} is not expected here", word.substr(0, 40));
  }

  void take_node(const char** attributes) {
    const char* const id = attribute(attributes, "id");
    if (id == nullptr) return problems_.error(here(), "the node has no id");
    Node& node = mention(id);
    if (node.declared) {
      return problems_.error(here(), fmt::format("the node \"{}\" is declared twice", shown(id)));
    }
    if (declared_ >= options_.max_vertices) {
      return fail(fmt::format("there are more than {} vertices", options_.max_vertices));
    }
    node.declared = true;
    node.vertex = declared_++;
  }

  void take_edge(const char** attributes) {
    const char* const source = attribute(attributes, "source");
    const char* const target = attribute(attributes, "target");
    if (source == nullptr || target == nullptr) {
      return problems_.error(here(),
                             fmt::format("the edge has no {}", source ? "target" : "source"));
    }
    const char* const directed = attribute(attributes, "directed");
    if (directed != nullptr && std::string_view(directed) == "true") note_directed();
    mention(source);
    mention(target);
    ties_.add(names_.number_of(source), names_.number_of(target), here());
  }

  Node& mention(const char* name) {
    const std::uint32_t number = names_.number_of(name);
    if (number == nodes_.size()) nodes_.push_back({false, 0, here()});
    return nodes_[number];
  }

  // Programs that write weighted ties declare an attribute of edges for them.
  void note_weights(const char** attributes) {
    const char* const of = attribute(attributes, "for");
    const char* const name = attribute(attributes, "attr.name");
    const bool of_edges = of == nullptr || std::string_view(of) != "node";
    if (name == nullptr || std::string_view(name) != "weight" || !of_edges) return;
    problems_.warning(here(),
                      "weights play no part: every tie counts as one, those of weight 0 too",
                      "remove the ties that should not count");
  }

  void note_directed() {
    if (directed_seen_) return;
    directed_seen_ = true;
    problems_.warning(here(), "directed edges are taken as undirected ties");
  }

  void check_ends() {
    if (!graph_seen_) problems_.error({}, "the file has no graph");
    if (declared_ > vertex_count()) {
      problems_.error({}, fmt::format("the file has {} vertices, more than the {} it should have",
                                      declared_, vertex_count()));
    }
    for (std::uint32_t name = 0; name < names_.size(); ++name) {
      if (nodes_[name].declared) continue;
      problems_.error(nodes_[name].first_mention,
                      fmt::format("the edge mentions \"{}\", which is not a node of the graph",
                                  shown(names_.name(name))));
    }
  }

  static std::string_view shown(std::string_view name) { return name.substr(0, 40); }

  static const char* attribute(const char** attributes, std::string_view wanted) {
    for (; *attributes != nullptr; attributes += 2) {
      if (wanted == attributes[0]) return attributes[1];
    }
    return nullptr;
  }

  [[nodiscard]] TextPlace here() const { return place_of(parser_.get()); }

  void fail(std::string reason, std::string suggestion = {}) {
    problems_.error(here(), std::move(reason), std::move(suggestion));
    stop();
  }
  void stop() {
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  const ReadOptions& options_;
  ProblemLog& problems_;
  Parser parser_;
  NameTable names_;
  std::vector<Node> nodes_;  // by the number of the name
  ReadTies ties_;            // between numbers of names
  std::vector<Element> open_;
  std::uint32_t declared_ = 0;
  bool graph_seen_ = false;
  bool directed_seen_ = false;
  bool stopped_ = false;
  std::exception_ptr failure_;  // thrown within a callback
};

}  // namespace

bool is_graphml(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return ending == ".graphml" || ending == ".xml";
}

std::optional<ReadGraph> read_graphml(const std::filesystem::path& file, const ReadOptions& options,
                                      Diagnostics& diagnostics, const Workers& workers) {
  ProblemLog problems(file, diagnostics);
  InputFile input(file, problems);
  GraphmlReader reader(options, problems);
  if (input.is_open()) reader.read(input);
  problems.close();
  if (problems.any()) return std::nullopt;
  std::vector<std::string> labels = reader.labels();
  return ReadGraph{build_read_graph(reader.vertex_count(), reader.take_ties(), problems, workers),
                   std::move(labels)};
}

}  // namespace poach::graph
