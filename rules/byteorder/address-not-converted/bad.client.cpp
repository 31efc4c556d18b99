#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

class Client {
  public:
    void prepare()
    {
        address_.sin_port = htons(8080);
        address_.sin_addr.s_addr = static_cast<in_addr_t>(INADDR_LOOPBACK); // want "the address becomes 1.0.0.127"
    }

    int open(int s) const
    {
        return connect(s, reinterpret_cast<const sockaddr *>(&address_), sizeof address_);
    }

  private:
    sockaddr_in address_{};
};
